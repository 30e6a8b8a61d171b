import { describe, expect, test } from "@jest/globals";
import { headerValue } from "#protocol/headers.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { AnswerFault, FaultKind } from "#suites/mutations/answer-fault.ts";
import { changedAnswer } from "#suites/mutations/change.ts";
import { FAULT_KINDS } from "#suites/mutations/fault-kinds.ts";
import { planFaults } from "#suites/mutations/plan-faults.ts";
import { givenWith, jsonIn, notedOf, STORY } from "./traffic.ts";

const { faults: ALL } = planFaults(notedOf(STORY), { kinds: FAULT_KINDS, seed: 1, most: 100_000 });

function kindOf({ kind }: Pick<AnswerFault, "kind">): FaultKind {
  const found = FAULT_KINDS.find(({ id }) => id === kind);
  if (found === undefined) throw new Error(`no kind ${kind}`);
  return found;
}

function withFault(id: string) {
  const fault = ALL.find((each) => each.id === id);
  if (fault === undefined) throw new Error(`${id} is not planned`);
  return givenWith(kindOf(fault), fault, STORY);
}

/** The steps whose answers are changed, counted from 0, each with what stands at a place then. */
function changedSteps(id: string, pointer: string): [number, JsonValue | undefined][] {
  return withFault(id).given.flatMap((given, at) =>
    given === undefined ? [] : [[at, valueAt(jsonIn(given) ?? null, pointer)] as [number, JsonValue | undefined]],
  );
}

test.each<[id: string, pointer: string, changed: [number, JsonValue | undefined][]]>([
  ["CreateCluster/member-lost/cluster/version", "/cluster/version", [[0, undefined]]],
  ["CreateCluster/member-null/cluster/tags", "/cluster/tags", [[0, null]]],
  ["CreateCluster/member-retyped/cluster/version", "/cluster/version", [[0, ["1.31"]]]],
  ["CreateCluster/scalar-as-text/cluster/createdAt", "/cluster/createdAt", [[0, "1700000000.5"]]],
  ["CreateCluster/member-retyped/cluster/tags/*", "/cluster/tags", [[0, { team: ["a"] }]]],
  [
    "ListClusters/member-retyped/clusters",
    "/clusters",
    [
      [3, { items: ["one"] }],
      [4, { items: ["one", "two"] }],
      [10, { items: ["two"] }],
    ],
  ],
  ["CreateCluster/off-by-one/cluster/version", "/cluster/version", [[0, "1.32"]]],
  ["CreateCluster/other-value/cluster/status", "/cluster/status", [[0, "ACTIVE"]]],
  ["CreateCluster/other-value/cluster/name", "/cluster/name", [[0, "arn:aws:eks:us-east-1:111122223333:cluster/one"]]],
  [
    "CreateCluster/other-value/cluster/resourcesVpcConfig/endpointPublicAccess",
    "/cluster/resourcesVpcConfig/endpointPublicAccess",
    [[0, false]],
  ],
  ["CreateCluster/time-in-milliseconds/cluster/createdAt", "/cluster/createdAt", [[0, 1_700_000_000_500]]],
  ["CreateCluster/time-as-text/cluster/createdAt", "/cluster/createdAt", [[0, "2023-11-14T22:13:20.500Z"]]],
  [
    "ListClusters/list-misses-one/clusters",
    "/clusters",
    [
      [3, []],
      [4, ["one"]],
      [10, []],
    ],
  ],
  [
    "ListClusters/list-repeats-one/clusters",
    "/clusters",
    [
      [3, ["one", "one"]],
      [4, ["one", "two", "one"]],
      [10, ["two", "two"]],
    ],
  ],
  ["CreateCluster/tag-lost/cluster/tags", "/cluster/tags", [[0, {}]]],
  ["CreateCluster/member-lost/cluster/encryptionConfig/*/resources", "/cluster/encryptionConfig", [[0, [{}]]]],
  ["ListClusters/page-token-lost/nextToken", "/nextToken", [[3, undefined]]],
  [
    "DescribeCluster/stale-read",
    "/cluster/tags",
    [
      [2, { team: "a" }],
      [6, { team: "a" }],
    ],
  ],
  ["DescribeCluster/update-not-shown/TagResource", "/cluster/tags", [[6, { team: "a" }]]],
  ["DescribeCluster/still-described/DeleteCluster", "/cluster/status", [[9, "ACTIVE"]]],
  ["ListClusters/still-listed/clusters/DeleteCluster", "/clusters", [[10, ["two", "one"]]]],
  [
    "DescribeCluster/never-ready/cluster/status",
    "/cluster/status",
    [
      [2, "CREATING"],
      [6, "CREATING"],
    ],
  ],
  [
    "DescribeCluster/refusal-accepted/ResourceNotFoundException",
    "/cluster/name",
    [
      [7, "one"],
      [9, "one"],
    ],
  ],
  [
    "DescribeCluster/error-without-message/ResourceNotFoundException",
    "",
    [
      [7, {}],
      [9, {}],
    ],
  ],
])("%s changes those answers, and no others", (id, pointer, changed) => {
  expect(changedSteps(id, pointer)).toEqual(changed);
});

describe("the answer as a whole", () => {
  const at = (id: string, step: number) => withFault(id).given[step]?.response;

  test("has another status, of success or of an error", () => {
    expect(at("CreateCluster/wrong-status", 0)?.status).toBe(201);
    expect(at("DescribeCluster/wrong-error-status/ResourceNotFoundException", 7)?.status).toBe(400);
  });

  test("names another error that the operation documents", () => {
    const response = at("DescribeCluster/wrong-error-type/ResourceNotFoundException", 7);
    expect(headerValue(response?.headers ?? [], "x-amzn-errortype")).toBe("ClientException");
    expect(response?.status).toBe(404);
  });

  test("has another content type, and its bytes", () => {
    const response = at("CreateCluster/wrong-content-type", 0);
    expect(headerValue(response?.headers ?? [], "content-type")).toBe("text/html");
    expect(Buffer.from(response?.body ?? []).toString()).toBe(JSON.stringify(STORY[0]?.json));
  });

  test("that was a refusal looks like a success", () => {
    const response = at("DescribeCluster/refusal-accepted/ResourceNotFoundException", 7);
    expect(response?.status).toBe(200);
    expect(headerValue(response?.headers ?? [], "x-amzn-errortype")).toBeUndefined();
  });

  test.each([
    ["DescribeCluster/server-error-once", 500, "ServerException"],
    ["DescribeCluster/throttled-once", 429, "ThrottlingException"],
  ])("%s comes once, without the endpoint being asked", (id, status, error) => {
    const { given, round } = withFault(id);
    expect(given.flatMap((each, step) => (each === undefined ? [] : [step]))).toEqual([1]);
    expect(given[1]?.response.status).toBe(status);
    expect(headerValue(given[1]?.response.headers ?? [], "x-amzn-errortype")).toMatch(
      error === "ThrottlingException" ? /^(ThrottlingException|TooManyRequestsException)$/ : error,
    );
    expect(round.passed).toHaveLength(STORY.length - 1);
    expect(round.wasAskedAgain).toBe(true);
  });
});

test("an update that does not show never does, however often it is looked for", () => {
  const at = STORY.findIndex(({ line }) => line.startsWith("POST /tags"));
  const steps = [...STORY.slice(0, at + 2), ...STORY.slice(at + 1, at + 2)];
  const fault = ALL.find(({ kind }) => kind === "update-not-shown");
  if (fault === undefined) throw new Error("it is not planned");
  const shown = givenWith(kindOf(fault), fault, steps).given.map(
    (given) => given && valueAt(jsonIn(given) ?? null, "/cluster/tags"),
  );
  expect(shown.slice(-2)).toEqual([{ team: "a" }, { team: "a" }]);
});

test("an answer that says the same stays byte for byte, however its server prints JSON", () => {
  const body = Buffer.from('{"cluster": {"name": "one", "tags": {}}}');
  const response = { status: 200, headers: [], body, truncated: false };
  const json = { cluster: { name: "one", tags: {} } };
  expect(changedAnswer(response, { json })).toBeUndefined();
  expect(changedAnswer(response, { json, closes: true })?.response.body).toBe(body);
  expect(changedAnswer(response, { json: { cluster: { tags: {}, name: "one" } } })).toBeDefined();
});

test("without what is empty an answer says the same: that is no fault", () => {
  const json = { cluster: { name: "one", tags: {}, health: { issues: [] }, version: "", endpoint: null } };
  const { faults } = planFaults(notedOf([{ line: "GET /clusters/one", json }]), {
    kinds: FAULT_KINDS,
    seed: 1,
    most: 100,
  });
  const without = faults.filter(({ kind }) => kind === "member-lost" || kind === "member-null");
  expect([...new Set(without.map(({ path }) => path))].sort()).toEqual(["/cluster", "/cluster/name"]);
});

test("another error is another one", () => {
  const step = { line: "GET /clusters/one", status: 400, error: "ClientException", json: { message: "no" } };
  const { faults } = planFaults(notedOf([step]), { kinds: FAULT_KINDS, seed: 1, most: 100 });
  const fault = faults.find(({ kind }) => kind === "wrong-error-type");
  if (fault === undefined) throw new Error("it is not planned");
  const [given] = givenWith(kindOf(fault), fault, [step]).given;
  expect(headerValue(given?.response.headers ?? [], "x-amzn-errortype")).toBe("ResourceNotFoundException");
});

test("every kind finds a place in a story that has all there is", () => {
  const planned = new Set(ALL.map(({ kind }) => kind));
  expect(FAULT_KINDS.map(({ id }) => id).filter((id) => !planned.has(id))).toEqual([]);
});

test("every planned fault changes an answer, with the right length", () => {
  for (const fault of ALL) {
    const { given } = givenWith(kindOf(fault), fault, STORY);
    const changed = given.filter((each) => each !== undefined);
    expect(`${fault.id}: ${changed.length > 0}`).toBe(`${fault.id}: true`);
    for (const { response } of changed) {
      const length = response.headers.filter(([name]) => name.toLowerCase() === "content-length");
      expect(length.map(([, value]) => value)).toEqual([String(response.body.length)]);
    }
  }
});

test("each says in one sentence what no test does, and names the operation", () => {
  for (const fault of ALL) {
    const gap = kindOf(fault).gap(fault);
    expect(gap).toMatch(/^no test /);
    expect(gap).toContain(fault.operation ?? "");
  }
});

test("a value from outside is data: names such as __proto__ stay members", () => {
  const [made, ...rest] = STORY;
  const json = JSON.parse('{"cluster":{"name":"one","tags":{"__proto__":"x","b":"c"}}}') as JsonValue;
  const steps = [{ ...made, line: "POST /clusters", json }, ...rest];
  const fault = { id: "x", kind: "member-null", operation: "CreateCluster", path: "/cluster/name" };
  const changed = jsonIn(givenWith(kindOf(fault), fault, steps).given[0]);
  const tags = valueAt(changed ?? null, "/cluster/tags");
  expect(isJsonObject(tags) && Object.keys(tags)).toEqual(["__proto__", "b"]);
});
