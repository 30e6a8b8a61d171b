import { describe, expect, test } from "@jest/globals";
import type { WireRequest, WireResponse } from "../../../protocol/exchange.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../spec/json/json.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import { runSuite } from "../../../suites/run/run.ts";
import { RecordingClock } from "../../helpers/recording-clock.ts";
import { withVerdict } from "../../helpers/cli-process.ts";
import { onlyRequirements } from "../bundled-contract.ts";
import { aResponse, STARTED_AT } from "../made-replies.ts";
import { fakeTarget } from "../fake-target.ts";
import { testRun } from "../test-run.ts";

/** What tells of clusters, and of each of the other parts a little: hundreds of cases break the rest, all alike. */
const FEWER = onlyRequirements(
  /^(register\.(route|rejected|cluster|arn|echo|token|again|history|name\.max|response)|describe|deregister|list|api)[.-]?/,
);

/** What becomes of the JSON of an answer of the reference; undefined leaves it. */
type Change = (request: WireRequest, json: JsonObject, status: number) => JsonValue | undefined;

async function runAgainst(change: Change): Promise<RunRecord> {
  const clock = new RecordingClock();
  const script = async (request: WireRequest, _number: number, work: () => Promise<WireResponse>) => {
    const answer = await work();
    const json = read(answer);
    const changed = isJsonObject(json) ? change(request, json, answer.status) : undefined;
    return changed === undefined ? answer : aResponse({ status: 200, body: changed });
  };
  return runSuite(testRun({ clock, requirements: FEWER, target: fakeTarget(script, { now: clock.now }) }));
}

function read({ body }: WireResponse): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as JsonValue;
  } catch {
    return undefined;
  }
}

const isList = ({ method, path }: WireRequest) => method === "GET" && /^\/clusters(\?|$)/.test(path);
const isDescription = ({ method, path }: WireRequest) => method === "GET" && path.startsWith("/clusters/");

/** Every list with these beside its names. */
const listing =
  (...odd: readonly JsonValue[]): Change =>
  (request, json, status) =>
    isList(request) && status === 200 && Array.isArray(json["clusters"])
      ? { ...json, clusters: [...odd, ...json["clusters"]] }
      : undefined;

/** Every description, of unknown names too. */
const described =
  (cluster: (name: string) => JsonValue): Change =>
  (request) => {
    const name = decodeURIComponent(request.path.slice("/clusters/".length));
    return isDescription(request) ? { cluster: cluster(name) } : undefined;
  };

const answered =
  (value: JsonValue): Change =>
  (request, _json, status) =>
    status === 200 && !isList(request) ? value : undefined;

describe("an odd shape of answer is a finding about the target, never a bug of the suite", () => {
  test.each<[string, Change, readonly string[]]>([
    ["an empty name in the list", listing(""), []],
    ["a lone surrogate in the list", listing("\ud800"), []],
    ["dots in the list", listing(".", "..", "a/b"), []],
    ["what is no text in the list", listing(null, 7, {}, ["a"]), ["list.response.clusters"]],
    ["a list that is none", (request) => (isList(request) ? { clusters: {} } : undefined), ["list.response.clusters"]],
    [
      "a cluster of any name asked for",
      described((name) => ({ name, createdAt: STARTED_AT / 1000, status: "PENDING" })),
      ["describe.error.unknown-name", "describe.after-deregister"],
    ],
    ["one cluster for every name", described(() => ({ name: "string" })), ["describe.error.unknown-name"]],
    ["a description that is null", described(() => null), ["describe.after-register"]],
    ["a description whose name is a number", described(() => ({ name: 7 })), ["describe.after-register"]],
    ["clusters that are arrays", answered({ cluster: [] }), ["register.response.cluster"]],
    ["a cluster of nulls", answered({ cluster: { name: null, arn: null, connectorConfig: null } }), ["register.arn"]],
    ["a connectorConfig that is a text", answered({ cluster: { connectorConfig: "x", tags: 7 } }), ["register.arn"]],
    ["a top level that is an array", answered([]), []],
  ])("%s", async (_what, change, failing) => {
    const record = await runAgainst(change);
    expect(withVerdict(record, "error")).toEqual([]);
    expect(record.outcome.exitCode).not.toBe(4);
    expect(withVerdict(record, "fail")).toEqual(expect.arrayContaining([...failing]));
  });
});
