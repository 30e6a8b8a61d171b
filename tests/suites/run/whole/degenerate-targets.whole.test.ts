import { describe, expect, test } from "@jest/globals";
import type { Header, WireResponse } from "#protocol/exchange.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { withVerdict } from "#tests/helpers/cli-process.ts";
import { aResponse, errorHeaders, JSON_TYPE } from "#tests/suites/made-replies.ts";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { SETTINGS, testRun, fewOfEach } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

/** Some of each sort; all of them, over sockets: tests/long/verdicts/degenerate-targets.test.ts. */
const ASKED = onlyRequirements(/^(register\.(route|cluster|arn|valid|name\.m)|describe|list|api)\.?/);
const FIXED = { ...SETTINGS, casesPerConstraint: 0 };

async function runAgainst(script: Script): Promise<RunRecord> {
  const clock = new RecordingClock();
  return runSuite(
    testRun({
      clock,
      requirements: ASKED,
      settings: FIXED,
      plan: fewOfEach,
      target: fakeTarget(script, { now: clock.now }),
    }),
  );
}

function always(status: number, headers: readonly Header[], text: string): Script {
  const response: WireResponse = aResponse({ status, headers, text });
  return () => response;
}

describe("a target that is no implementation never comes out conformant", () => {
  test.each<[string, Script, readonly string[]]>([
    ["always 200 {}", always(200, [JSON_TYPE], "{}"), ["register.cluster", "register.name.max-length"]],
    [
      "always 500",
      always(500, errorHeaders("ServerException"), '{"message":"no"}'),
      ["register.route", "api.no-server-error"],
    ],
    ["HTML everywhere", always(200, [["content-type", "text/html"]], "<h1>hi</h1>"), ["api.content-type", "api.json"]],
    ["hangs", () => "timeout", ["register.route", "api.answers"]],
    ["closed connections", () => "reset", ["register.route", "api.answers"]],
    ["200 with a body that is not JSON", always(200, [JSON_TYPE], "{ not json"), ["api.json", "register.cluster"]],
    [
      "an echo of the request",
      ({ body }) => aResponse({ status: 200, headers: [JSON_TYPE], body: body ?? new Uint8Array() }),
      ["register.cluster"],
    ],
  ])("%s is non-conformant", async (_name, script, failing) => {
    const record = await runAgainst(script);
    // Nothing ever showed a cluster, so none is told of as left behind.
    expect(record.clusters.left).toEqual([]);
    expect(record.outcome).toMatchObject({ verdict: "non-conformant", exitCode: 1 });
    expect(withVerdict(record, "fail")).toEqual(expect.arrayContaining([...failing]));
  });

  test("one that answers each request with a 5xx is not asked everything", async () => {
    const record = await runAgainst(always(500, errorHeaders("ServerException"), '{"message":"no"}'));
    expect(withVerdict(record, "fail")).toContain("api.no-server-error");
    expect(record.traffic.cases).toBeLessThan(100);
  });

  test("one whose answers have no end fails in just that, and nothing is said about what they would say", async () => {
    const record = await runAgainst(() => aResponse({ status: 200, text: "{", truncated: true }));
    expect(record.outcome).toMatchObject({ verdict: "non-conformant", exitCode: 1 });
    expect(withVerdict(record, "fail")).toEqual(["api.answers"]);
  });

  test("a refused connection is inconclusive, and nothing passes", async () => {
    const record = await runAgainst(() => "refused");
    expect(record.outcome).toMatchObject({ verdict: "inconclusive", exitCode: 3 });
    expect(withVerdict(record, "pass")).toEqual([]);
  });

  test("always 400 with a well-formed InvalidParameterException is not-implemented", async () => {
    const record = await runAgainst(always(400, errorHeaders("InvalidParameterException"), '{"message":"no"}'));
    expect(record.outcome).toMatchObject({ verdict: "not-implemented", exitCode: 1 });
    expect(withVerdict(record, "pass").filter((id) => id.startsWith("register.name"))).toEqual([]);
  });

  test("a route table without RegisterCluster that answers 400 JSON is not-implemented, once", async () => {
    const record = await runAgainst(({ method, path }) => {
      const body = { __type: "InvalidRequestException", message: `No route for ${method} ${path}` };
      return aResponse({ status: 400, headers: [JSON_TYPE], body });
    });
    expect(record.outcome).toMatchObject({ verdict: "not-implemented", exitCode: 1 });
    expect(record.operations.find(({ id }) => id === "RegisterCluster")?.verdict).toBe("not-implemented");
    expect(withVerdict(record, "pass").filter((id) => id.startsWith("register."))).toEqual([]);
  });
});
