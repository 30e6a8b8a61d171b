import { expect } from "@jest/globals";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { withVerdict } from "#tests/helpers/cli-process.ts";
import { aResponse, STARTED_AT } from "#tests/suites/made-replies.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun, type TestRunOptions } from "#tests/suites/test-run.ts";

/** What becomes of the JSON of an answer of the reference; undefined leaves it. */
export type Change = (request: WireRequest, json: JsonObject, status: number) => JsonValue | undefined;

async function runAgainst(change: Change, choice: Pick<TestRunOptions, "requirements" | "plan">): Promise<RunRecord> {
  const clock = new RecordingClock();
  const script = async (request: WireRequest, _number: number, work: () => Promise<WireResponse>) => {
    const answer = await work();
    const json = read(answer);
    const changed = isJsonObject(json) ? change(request, json, answer.status) : undefined;
    return changed === undefined ? answer : aResponse({ status: 200, body: changed });
  };
  return runSuite(testRun({ ...choice, clock, target: fakeTarget(script, { now: clock.now }) }));
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

/** What is odd, how the answers become so, and what fails by it. */
export const ODD_SHAPES: readonly (readonly [what: string, change: Change, failing: readonly string[]])[] = [
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
];

/** Odd answers are findings about the target, and no error of the suite. */
export async function expectFindings(
  change: Change,
  failing: readonly string[],
  choice: Pick<TestRunOptions, "requirements" | "plan">,
): Promise<void> {
  const record = await runAgainst(change, choice);
  expect(withVerdict(record, "error")).toEqual([]);
  expect(record.outcome.exitCode).not.toBe(4);
  expect(withVerdict(record, "fail")).toEqual(expect.arrayContaining([...failing]));
}
