import { describe, expect, test } from "@jest/globals";
import { keyOf } from "#custody/resources/made-resource.ts";
import type { Target } from "#endpoint/target.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { nameCases } from "#suites/service/cases/lifecycle/names/name-cases.ts";
import { type Defect, widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { NAME_PREFIX, serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [resource] = service.table.resources;
if (resource === undefined) throw new Error("the table has no box");
const box = resource;
const THERE = `${NAME_PREFIX}there`;

async function judged(id: string, target: Target) {
  const setting = serviceSetting(service, target);
  const { context, session } = setting;
  context.alive.set("box", { resource: box, id: THERE });
  const found = [...nameCases(context, [box])].find((each) => each.id === `make-box/scenario/${id}`);
  await found?.run(session);
  return { ...setting, judgement: setting.judged(`make-box.${id}`) };
}

const shown = (box: JsonObject): Fate => aResponse({ status: 200, body: { box } });
const refused = (status: number, name: string): Fate => aResponse({ status, headers: errorHeaders(name), body: {} });

/** A target that answers the requests that make something one after the other. */
function making(...fates: readonly Fate[]) {
  let count = 0;
  return fakeTarget(({ method }: WireRequest) => (method === "POST" ? (fates[count++] ?? "timeout") : shown({})));
}

describe("a second of one name", () => {
  async function ofThere(defect?: Defect) {
    const target = widgetTarget(defect);
    const body = new TextEncoder().encode(JSON.stringify({ boxName: THERE }));
    await target.send({ method: "POST", path: "/boxes", headers: [["content-type", "application/json"]], body });
    const { judgement, session } = await judged("taken", target);
    await session.cleanUp();
    return { verdict: judgement?.verdict, left: [...target.boxes.keys()] };
  }

  test("is refused, and the first one left alone", async () => {
    expect(await ofThere()).toEqual({ verdict: "pass", left: [THERE] });
  });

  test("that is made is found", async () => {
    expect(await ofThere("takes taken names")).toEqual({ verdict: "fail", left: [THERE] });
  });

  test("is not asked for where the endpoint has lost the first one", async () => {
    const target = widgetTarget();
    expect((await judged("taken", target)).judgement).toBeUndefined();
    expect([...target.boxes.keys()]).toEqual([]);
  });

  test.each<[string, Fate]>([
    ["by the pace", aResponse({ status: 503, body: {} })],
    ["where nobody is there", "refused"],
  ])("is not judged %s", async (_what, fate) => {
    expect((await judged("taken", making(fate))).judgement?.verdict).toBe("inconclusive");
  });
});

describe("a second of one that the service names, with the members that no two have alike", () => {
  const named: Resource = { ...box, id: { output: "/box/boxName", unique: ["/size"] } };

  /** A target that has made one of size 7, and answers the second so. */
  async function besideFirst(again: Fate) {
    const [gone, sizes]: [string[], unknown[]] = [[], []];
    const target = fakeTarget(({ method, path, body }) => {
      if (method === "DELETE") gone.push(path);
      if (method === "POST") sizes.push((JSON.parse(new TextDecoder().decode(body)) as JsonObject)["size"]);
      if (path === "/boxes" && method === "GET") return aResponse({ status: 200, body: { boxes: [] } });
      if (path === `/boxes/${THERE}`) return shown({ boxName: THERE });
      return method === "POST" ? again : refused(404, "ResourceNotFoundException");
    });
    const { context, session, judged: found } = serviceSetting(service, target);
    const first = { resource: named, id: THERE };
    context.alive.set("box", first);
    context.asCreated.set(keyOf(first), { input: { boxName: "first", size: 7 }, shown: {} });
    const taken = [...nameCases(context, [named])].find((each) => each.id === "make-box/scenario/taken");
    await taken?.run(session);
    await session.cleanUp();
    return { verdict: found("make-box.taken")?.verdict, sizes, gone };
  }

  test("is refused", async () => {
    const found = await besideFirst(refused(409, "ResourceInUseException"));
    expect(found).toEqual({ verdict: "pass", sizes: [7], gone: [] });
  });

  test("that is made is found, and goes again", async () => {
    const found = await besideFirst(shown({ boxName: "second", arn: "arn:2" }));
    expect(found).toEqual({ verdict: "fail", sizes: [7], gone: ["/boxes/second"] });
  });
});

describe("one request twice, with the same client token", () => {
  const first = shown({ arn: "arn:1", createdAt: 7 });

  test.each<[string, Fate, Fate]>([
    ["is the same one", first, first],
    ["is the same one, further on", first, shown({ arn: "arn:1", createdAt: 7, state: "READY" })],
    ["is the same one, of which more is known by now", shown({ arn: null, createdAt: 7 }), first],
    ["is the same one, where nothing was shown at first", aResponse({ status: 200, body: {} }), first],
  ])("%s", async (_what, one, again) => {
    expect((await judged("token", making(one, again))).judgement?.verdict).toBe("pass");
  });

  test.each<[string, Fate, string]>([
    ["is another one, by its ARN", shown({ arn: "arn:2", createdAt: 7 }), "another one"],
    ["is another one, by when it was made", shown({ arn: "arn:1", createdAt: 8 }), "another one"],
    ["is refused", refused(409, "ResourceInUseException"), "409 ResourceInUseException"],
  ])("is found where it %s", async (_what, again, received) => {
    expect((await judged("token", making(first, again))).judgement).toEqual({ verdict: "warn", received });
  });

  test("wants a success, where nothing identifies what was made, too", async () => {
    const bare = aResponse({ status: 200, body: {} });
    const { session } = await judged("token", making(bare, refused(409, "ResourceInUseException")));
    const last = session.judgements.findLast(({ requirement }) => requirement === "make-box.token");
    expect(last?.condition?.answers).toEqual([{ from: 200, to: 299, object: true }]);
  });

  test.each<[string, Fate]>([
    ["by the pace", refused(429, "TooManyRequestsException")],
    ["by an outage", aResponse({ status: 503, body: {} })],
    ["where nobody is there", "refused"],
  ])("is not judged %s", async (_what, again) => {
    expect((await judged("token", making(first, again))).judgement?.verdict).toBe("inconclusive");
  });

  test("is not judged where the first was refused", async () => {
    const { judgement } = await judged("token", making(refused(400, "InvalidParameterException")));
    expect(judgement).toBeUndefined();
  });

  test("makes one, which goes with the case", async () => {
    const target = widgetTarget();
    const { judgement, session } = await judged("token", target);
    expect(judgement?.verdict).toBe("pass");
    expect(target.boxes.size).toBe(1);
    await session.cleanUp();
    expect(target.boxes.size).toBe(0);
  });

  test("makes two where the service names them, which both go with the case", async () => {
    const named: Resource = { ...box, id: { output: "/box/boxName" } };
    let count = 0;
    const removed: string[] = [];
    const target = fakeTarget(({ method, path }) => {
      if (method === "DELETE") removed.push(path);
      if (path === "/boxes" && method === "GET") return aResponse({ status: 200, body: { boxes: [] } });
      return method === "POST" ? shown({ boxName: `n${(count += 1)}`, arn: `arn:${count}` }) : refused(404, "Gone");
    });
    const { context, session } = serviceSetting(service, target);
    const found = [...nameCases(context, [named])].find((each) => each.id === "make-box/scenario/token");
    await found?.run(session);
    await session.cleanUp();
    expect(removed).toEqual(["/boxes/n2", "/boxes/n1"]);
  });
});

test("there is no case of a name that the service gives, or of a token where one of a few is made", () => {
  const { context } = serviceSetting(service, fakeTarget());
  const ids = (one: Resource) => [...nameCases(context, [one])].map(({ id }) => id);
  expect(ids(box)).toEqual(["make-box/scenario/taken", "make-box/scenario/token"]);
  expect(ids({ ...box, id: { output: "/box/boxName" } })).toEqual(["make-box/scenario/token"]);
  expect(ids({ ...box, fixed: true })).toEqual(["make-box/scenario/taken"]);
  expect(ids({ ...box, create: undefined })).toEqual([]);
});
