import { describe, expect, test } from "@jest/globals";
import { FAULTS } from "../../../../../reference/faults.ts";
import { findById } from "../../../../../reference/find-by-id.ts";
import { READ_LAG_VARIANTS } from "../../../../../reference/variants/read-lag.ts";
import type { JsonObject } from "../../../../../spec/json/json.ts";
import { changeTags, listTagsOfNobody } from "../../../../../suites/registration/cases/tagging/change-tags.ts";
import { registerFirst, scenario } from "../../../../../suites/registration/session/scenario.ts";
import type { Script } from "../../../fake-target.ts";
import { aResponse } from "../../../made-replies.ts";
import { type Endpoint, judgeCase } from "../judge-case.ts";

const PUTS = "tag-resource.puts";
const TAKES_OFF = "untag-resource.takes-off";
const NOBODY = "list-tags-for-resource.error.unknown-resource";

/** Registers a cluster with these tags, changes them, and looks for tags of nobody's once it is gone. */
const story = (tags: JsonObject) =>
  scenario({
    id: "tags/changed",
    requirements: [PUTS, TAKES_OFF, NOBODY],
    summary: "tags of a cluster, changed",
    run: async (session) => {
      const registered = await registerFirst(session, { ...session.registration.minimal(session.salt()), tags });
      await changeTags(session, registered);
      await session.deregister(registered.name);
      await listTagsOfNobody(session, registered);
    },
  });

async function judged(tags: JsonObject, endpoint: Endpoint = {}) {
  const { verdicts, target } = await judgeCase(story(tags), endpoint);
  const changes = target.sent.filter(({ method, path }) => path.startsWith("/tags/") && method !== "GET");
  return {
    verdicts: [PUTS, TAKES_OFF, NOBODY].map((id) => verdicts[id]),
    failed: Object.values(verdicts).includes("fail"),
    bodies: changes.map(({ body, path }) =>
      body === undefined ? path.replace(/^.*\?/, "") : new TextDecoder().decode(body),
    ),
    log: target.log,
  };
}

const FIFTY = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "v"]));
const [behind] = READ_LAG_VARIANTS;

describe("tags are changed", () => {
  test.each<[string, JsonObject, number]>([
    ["where there are none", {}, 3],
    ["where there is one", { a: "b" }, 3],
    ["where there are as many as there may be", FIFTY, 2],
    ["of a key that objects have of themselves", JSON.parse('{"__proto__":"x"}') as JsonObject, 3],
    ["of another value", { a: "another value" }, 3],
  ])("%s", async (_what, tags, count) => {
    const { verdicts, failed, bodies } = await judged(tags);
    expect(verdicts).toEqual(["pass", "pass", "pass"]);
    expect(failed).toBe(false);
    expect(bodies).toHaveLength(count);
  });

  test("the first of them to another value, which is then taken off", async () => {
    expect((await judged({ a: "b", c: "d" })).bodies).toEqual([
      JSON.stringify({ tags: { a: "another value" } }),
      "tagKeys=a",
    ]);
  });

  test("at an endpoint whose reads are behind", async () => {
    const { verdicts, failed } = await judged({ a: "b" }, { patch: behind?.patch });
    expect(verdicts).toEqual(["pass", "pass", "pass"]);
    expect(failed).toBe(false);
  });
});

describe("what goes wrong with them is found", () => {
  const ok = aResponse({ status: 200, body: {} });

  test.each<[string, string, readonly unknown[]]>([
    ["a change that is not made", "POST", ["fail", "pass", "pass"]],
    ["a tag that is not taken off", "DELETE", ["pass", "fail", "pass"]],
  ])("%s", async (_what, method, verdicts) => {
    const script: Script = (request, _number, work) =>
      request.path.startsWith("/tags/") && request.method === method ? ok : work();
    expect((await judged({ a: "b" }, { script })).verdicts).toEqual(verdicts);
  });

  test("and a change that is refused is no reason to look at what it would have made", async () => {
    const refused = aResponse({ status: 400, body: {} });
    const script: Script = (request, _number, work) =>
      request.path.startsWith("/tags/") && request.method === "POST" ? refused : work();
    const { verdicts, bodies } = await judged({ a: "b" }, { script });
    expect(verdicts.slice(0, 2)).toEqual([undefined, undefined]);
    expect(new Set(bodies)).toEqual(new Set([JSON.stringify({ tags: { a: "another value" } })]));
  });

  test("and a list that leaves out the last of several tags is no fault of what takes one off", async () => {
    const { verdicts } = await judged(
      { a: "b", c: "d" },
      { patch: findById("fault", FAULTS, "last-tag-dropped").patch },
    );
    expect(verdicts).toEqual(["fail", "pass", "pass"]);
  });

  test("tags of nobody's that are listed", async () => {
    const script: Script = (request, _number, work) =>
      request.path.startsWith("/tags/") && request.method === "GET"
        ? work().then((answer) => (answer.status === 404 ? aResponse({ status: 200, body: { tags: {} } }) : answer))
        : work();
    expect((await judged({ a: "b" }, { script })).verdicts).toEqual(["pass", "pass", "fail"]);
  });
});

test("nothing is asked of the tags of a cluster that has another's ARN", async () => {
  const script: Script = async (request, _number, work) => {
    const answer = await work();
    if (request.method !== "POST") return answer;
    const body = JSON.parse(new TextDecoder().decode(answer.body)) as { cluster: JsonObject };
    body.cluster["arn"] = "arn:aws:eks:us-east-1:111122223333:cluster/somebody-else";
    return aResponse({ status: answer.status, body: body as unknown as JsonObject });
  };
  const { log, verdicts } = await judged({ a: "b" }, { script });
  expect(log.filter((line) => line.includes("/tags/"))).toEqual([]);
  expect(verdicts).toEqual([undefined, undefined, undefined]);
});
