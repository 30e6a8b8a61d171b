import { describe, expect, test } from "@jest/globals";
import { PAGE_SAMPLE_CASE, ROUTING_CASES } from "../../../../../suites/registration/cases/protocol/routing.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import type { Script } from "../../../fake-target.ts";
import { caseOf, faultsFound, judgeCase, ownVerdicts } from "../judge-case.ts";

const error = (status: number, name: string) =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });

test.each(ROUTING_CASES)("$id finds nothing wrong with the reference implementation", async (subject) => {
  expect(await faultsFound(subject, {})).toEqual({});
});

describe("the root", () => {
  const subject = caseOf(ROUTING_CASES, "routing/root");

  test("must refuse a registration", async () => {
    expect(subject).toMatchObject({ needs: [], registers: 0 });
    const answers = async (script: Script) => (await ownVerdicts(subject, { script }))["api.route.unknown-path"];
    const accepted = aResponse({ status: 200, body: { cluster: { name: "a" } } });
    expect(await answers((request, _number, work) => (request.method === "POST" ? accepted : work()))).toBe("warn");
    expect(await answers(() => error(403, "MissingAuthenticationTokenException"))).toBe("pass");
    expect(await answers(() => error(404, "NotFoundException"))).toBe("pass");
    expect(await answers(() => aResponse({ status: 404, headers: [["content-type", "text/html"]], text: "<p>" }))).toBe(
      "pass",
    );
    const crash = error(500, "ServerException");
    expect(await answers(({ path }, _number, work) => (path === "/cluster-registrations" ? work() : crash))).toBe(
      "warn",
    );
  });

  test("is not judged where its base is refused too", async () => {
    const { verdicts } = await judgeCase(subject, { script: () => error(500, "ServerException") });
    expect(verdicts).toMatchObject({ "api.route.unknown-path": "inconclusive", "register.valid": "fail" });
  });
});

test("the page's own sample is only observed, but must be answered", async () => {
  const { verdicts, target } = await judgeCase(PAGE_SAMPLE_CASE);
  expect(verdicts).toEqual({ "register.route.page-sample": "info" });
  expect(target.log[0]?.slice(0, 14)).toBe("POST /clusters");
  expect((await judgeCase(PAGE_SAMPLE_CASE, { script: () => "reset" })).verdicts).toEqual({
    "register.route.page-sample": "info",
    "api.answers": "fail",
  });
});

describe("an encoded label", () => {
  const subject = caseOf(ROUTING_CASES, "routing/encoded-label");
  const ID = "api.route.encoded-label";

  test("has every letter encoded", async () => {
    const { target } = await judgeCase(subject);
    const [post, , get] = target.log;
    const name = post?.split(" ")[2] ?? "";
    const path = get?.split(" ")[1] ?? "";
    expect(path).toMatch(/^\/clusters\/(%[0-9A-F]{2})+$/);
    expect(decodeURIComponent(path)).toBe(`/clusters/${name}`);
  });

  test("that is not decoded names nothing", async () => {
    expect(await faultsFound(subject, { patch: (to) => ({ ...to, percentDecode: (text) => text }) })).toEqual({
      [ID]: "warn",
    });
  });

  test("that leads to another cluster is told so", async () => {
    const { verdicts, received } = await judgeCase(subject, {
      script: (request, _number, work) =>
        request.path.includes("%") ? aResponse({ status: 200, body: { cluster: { name: "other" } } }) : work(),
    });
    expect(verdicts[ID]).toBe("warn");
    expect(received[ID]).toBe("200 with another cluster");
  });

  test("is asked for until the cluster shows", async () => {
    let reads = 0;
    const script: Script = (request, _number, work) =>
      request.method === "GET" && (reads += 1) < 3 ? error(404, "ResourceNotFoundException") : work();
    expect(await faultsFound(subject, { script })).toEqual({});
  });
});
