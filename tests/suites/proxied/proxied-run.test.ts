import { describe, expect, test } from "@jest/globals";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Exchange, WireRequest } from "#protocol/exchange.ts";
import type { ReferenceOptions } from "#reference/server/options.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";
import { openProxiedRun } from "#suites/proxied/proxied-run.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { saysAgain, searchable } from "#tests/helpers/secret-encodings.ts";
import { contract, planned } from "#tests/suites/bundled-contract.ts";
import { exchangeOf, type Fate, fakeTarget } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { startedEvent, testRun } from "#tests/suites/test-run.ts";

const CONFIG = { roleArn: "arn:aws:iam::123456789012:role/connector", provider: "EKS_ANYWHERE" };
const CRASH = aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "no" } });

function requestOf(operation: string, input: JsonObject): WireRequest {
  const request = encodeInput(contract.operation(operation), input);
  if (request === undefined) throw new Error("it does not fit into a request");
  return request;
}

const register = (input: JsonObject): WireRequest =>
  requestOf("RegisterCluster", { name: "a", connectorConfig: CONFIG, ...input });
const describeA = requestOf("DescribeCluster", { name: "a" });
const list = requestOf("ListClusters", {});

/** What a request is called in reasons. */
const REQUEST = "request that was sent";

/** The record of a run that sees these exchanges. */
function recordOf(exchanges: readonly Exchange[]): RunRecord {
  const run = openProxiedRun({ ...testRun(), request: REQUEST });
  for (const exchange of exchanges) run.see(exchange);
  return run.end();
}

/** What clients see who send these one after the other to the reference server. */
async function answered(requests: readonly WireRequest[], options: ReferenceOptions = {}): Promise<Exchange[]> {
  const target = fakeTarget(undefined, options);
  const exchanges: Exchange[] = [];
  for (const request of requests) exchanges.push((await target.send(request)).last);
  return exchanges;
}

const given = (fates: readonly (readonly [WireRequest, Fate])[]): Exchange[] =>
  fates.map(([request, fate]) => exchangeOf(request, fate));

const failing = ({ requirements }: RunRecord): string[] =>
  requirements.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []));
const passing = ({ requirements }: RunRecord): string[] =>
  requirements.flatMap(({ id, verdict }) => (verdict === "pass" ? [id] : []));

const tags = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"]));

/** An ordinary life, and what other people's tests ask wrongly. */
const ORDINARY = [
  register({ tags: tags(2) }),
  register({}),
  describeA,
  list,
  register({ name: "b", tags: tags(51) }),
  requestOf("DescribeCluster", { name: "never-seen" }),
  requestOf("DeregisterCluster", { name: "a" }),
  describeA,
];

describe("traffic to a server that keeps the contract", () => {
  test("fails in nothing, and passes in what it was about", async () => {
    const record = recordOf(await answered(ORDINARY));
    expect(failing(record)).toEqual([]);
    expect(record.outcome).toMatchObject({ verdict: "conformant", exitCode: 0 });
    expect(passing(record)).toEqual(
      expect.arrayContaining([
        "register.tags.max-properties",
        "register.echo.tags",
        "describe.response.cluster.name",
        "api.error.type",
      ]),
    );
  });

  test("fails in nothing either where requests of no operation are answered in whatever way", () => {
    const page = aResponse({ status: 200, headers: [["content-type", "text/html"]], body: "<h1>ok</h1>" });
    const strange = ["GET /", "HEAD /", "OPTIONS /clusters", "POST /2015-03-31/functions"].map((line): WireRequest => {
      const [method = "", path = ""] = line.split(" ");
      return { method, path, headers: [] };
    });
    const record = recordOf(
      given(strange.flatMap((request) => [page, CRASH, CRASH, CRASH].map((fate) => [request, fate] as const))),
    );
    expect(failing(record)).toEqual([]);
    expect(record.outcome.verdict).toBe("inconclusive");
  });

  test.each([
    ["eks", true],
    ["s3", false],
  ])("is judged where it is signed for the service (%s: %s)", (service, isJudged) => {
    const scope = `AKIDEXAMPLE/20260101/us-east-1/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const request: WireRequest = { ...list, headers: [["Authorization", authorization]] };
    const answer = aResponse({ status: 200, headers: [["content-type", "application/xml"]], body: "<Buckets/>" });
    const record = recordOf(given([[request, answer]]));
    expect(failing(record).includes("api.content-type")).toBe(isJudged);
  });

  test("leaves the rest unjudged, and operations that nobody called uncalled", async () => {
    const { requirements, operations } = recordOf(await answered(ORDINARY));
    const reason = "no request that was sent was about it";
    expect(requirements.find(({ id }) => id === "register.name.max-length")).toMatchObject({
      verdict: "not-applicable",
      reason,
    });
    expect(operations.find(({ id }) => id === "TagResource")).toMatchObject({
      verdict: "not-applicable",
      notCalled: true,
    });
    expect(operations.find(({ id }) => id === "ListClusters")).toMatchObject({ verdict: "pass" });
  });
});

describe("a fault shows in ordinary traffic", () => {
  test.each([
    ["tags-limit-not-enforced", "register.tags.max-properties"],
    ["tags-not-shown", "register.echo.tags"],
    ["activation-id-same-for-all", "register.activation.fresh"],
  ])("%s: %s", async (fault, requirement) => {
    const twice = [...ORDINARY, register({ name: "c" })];
    expect(failing(recordOf(await answered(twice, { fault })))).toContain(requirement);
  });
});

describe("what may have another reason is not charged", () => {
  const taken = aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: { message: "no" } });
  const denied = aResponse({ status: 403, headers: errorHeaders("AccessDeniedException"), body: { message: "no" } });

  test.each<[what: string, request: WireRequest, fate: Fate]>([
    ["a valid request that is refused", register({}), taken],
    ["an invalid one that is refused for another reason", register({ tags: tags(51) }), denied],
    ["an answer that never came, once", describeA, "reset"],
    ["a single 500", list, CRASH],
  ])("%s", (_what, request, fate) => {
    const many = Array.from({ length: 200 }, (): [WireRequest, Fate] => [describeA, taken]);
    expect(failing(recordOf(given([[request, fate], ...many])))).toEqual([]);
  });

  test("a registration that is sent again", async () => {
    const target = fakeTarget();
    const request = register({ clientRequestToken: "once" });
    const { last } = await target.send(request);
    expect(failing(recordOf([last, last]))).toEqual([]);
  });
});

test("a 500 that the same request meets again counts", () => {
  const record = recordOf(
    given([
      [list, CRASH],
      [describeA, CRASH],
      [list, CRASH],
    ]),
  );
  expect(failing(record)).toContain("api.no-server-error");
});

describe("failures that no request meets twice count", () => {
  const describing = (index: number): WireRequest => requestOf("DescribeCluster", { name: `n${index}` });
  const unknown = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: { message: "" } });

  test("if there are too many", () => {
    const crashes = Array.from({ length: 20 }, (_, index): [WireRequest, Fate] => [
      describing(index),
      index % 2 === 0 ? CRASH : unknown,
    ]);
    expect(failing(recordOf(given(crashes)))).toContain("api.no-server-error");
  });

  test.each([
    [2, []],
    [3, ["api.no-server-error"]],
  ])("if %i have come on end, and none after them was answered better: %j", (count, expected) => {
    const good = Array.from({ length: 200 }, (_, index): [WireRequest, Fate] => [describing(index), unknown]);
    const bad = Array.from({ length: count }, (_, index): [WireRequest, Fate] => [describing(1000 + index), CRASH]);
    expect(failing(recordOf(given([...good, ...bad])))).toEqual(expected);
    expect(failing(recordOf(given([...bad, ...good])))).toEqual([]);
  });
});

test.each<[what: string, exchanges: Exchange[], reason: string]>([
  ["nothing went through", [], "no request that was sent was for an operation"],
  ["nothing was reached", given([[list, "refused"]]), "no request that was sent was answered"],
])("where %s, nothing is known", (_what, exchanges, reason) => {
  const { outcome, requirements } = recordOf(exchanges);
  expect(outcome).toMatchObject({ verdict: "inconclusive", exitCode: 3 });
  expect(requirements[0]).toMatchObject({ verdict: "inconclusive", reason });
});

test("of a whole service, each resource has its operations", () => {
  const eks = loadEksContract();
  const table = loadEksResources(eks);
  const { trace } = planned[0] ?? {};
  if (trace === undefined) throw new Error("no requirement is planned");
  const requirements = serviceRequirements(eks, table).map((requirement) => ({ ...requirement, trace }));
  const run = openProxiedRun({
    ...testRun(),
    request: REQUEST,
    contract: eks,
    table,
    started: startedEvent(1, requirements),
  });
  const answer = aResponse({ status: 200, body: { clusters: ["a", 5] } });
  run.see(exchangeOf({ method: "GET", path: "/clusters", headers: [] }, answer));
  const record = run.end();
  expect(failing(record)).toEqual(["list.response.clusters"]);
  expect(record.operations).toHaveLength(eks.operations.size);
  expect(record.operations.find(({ id }) => id === "ListClusters")).toMatchObject({ resource: "cluster" });
  expect(record.operations.filter(({ notCalled }) => notCalled !== true).map(({ id }) => id)).toEqual(["ListClusters"]);
});

describe("what callers sent in confidence", () => {
  const SECRET = "s3cr3t-Value/0f+a-Caller";
  const SAID: readonly (readonly [what: string, sent: Partial<WireRequest>])[] = [
    ["Bearer", { headers: [["Authorization", `Bearer ${SECRET}`]] }],
    ["Basic", { headers: [["authorization", `Basic ${btoa(`me:${SECRET}`)}`]] }],
    ["SigV2", { headers: [["Authorization", `AWS AKID:${SECRET}`]] }],
    ["a cookie", { headers: [["Cookie", `a=1; b=${SECRET}`]] }],
    ["an API key", { headers: [["X-Api-Key", SECRET]] }],
    ["a presigned query", { path: `/clusters?X-Amz-Signature=${encodeURIComponent(SECRET)}` }],
    ["one in small letters", { path: `/clusters?x-amz-security-token=${encodeURIComponent(SECRET)}` }],
  ];

  test.each(SAID)("is in no record, although the endpoint says it again: %s", (_what, sent) => {
    const request: WireRequest = { ...list, ...sent };
    const again = `${SECRET} ${SECRET.toLowerCase()} ${btoa(SECRET)}`;
    const answer = aResponse({
      status: 500,
      headers: [["x-told", `${again} ${request.headers.map(([, value]) => value.replace("a=1; ", "")).join(" ")}`]],
      body: { message: again, list: [...SECRET], path: request.path.toLowerCase() },
    });
    const redactor = createRedactor({ ofOthers: true });
    const options = testRun();
    const run = openProxiedRun({
      ...options,
      request: REQUEST,
      reporting: { ...options.reporting, redactor },
    });
    for (const exchange of given([
      [request, answer],
      [request, answer],
      [request, answer],
    ])) {
      redactor.learn(exchange);
      run.see(exchange);
    }
    const text = JSON.stringify(run.end());
    expect(text).toContain("[redacted");
    expect(saysAgain(searchable(text), SECRET)).toBeUndefined();
    expect(saysAgain(searchable(text), `me:${SECRET}`)).toBeUndefined();
    expect(text).not.toContain("a=1");
  });
});

describe("an answer that no operation gives", () => {
  const nowhere = aResponse({ status: 404, headers: [["content-type", "text/html"]], text: "<h1>Not Found</h1>" });
  const stateOf = ({ operations, requirements }: RunRecord, operation: string) => ({
    operation: operations.find(({ id }) => id === operation)?.verdict,
    route: requirements.find((one) => one.area === "routing" && one.operation === operation),
  });

  test("shows that the operation is not there, and breaks no rule of errors", async () => {
    const record = recordOf([...(await answered([list])), ...given([[register({}), nowhere]])]);
    expect(failing(record)).toEqual([]);
    expect(stateOf(record, "RegisterCluster")).toMatchObject({
      operation: "not-implemented",
      route: { verdict: "not-implemented", missing: "RegisterCluster" },
    });
    expect(record.outcome.exitCode).toBe(1);
  });

  test("is judged where the operation has answered before, and forgotten where it does later", async () => {
    const [good] = await answered([list]);
    if (good === undefined) throw new Error("no answer");
    const bad = given([[list, nowhere]]);
    expect(failing(recordOf([good, ...bad]))).toContain("api.error.json");
    const record = recordOf([...bad, good]);
    expect(failing(record)).toEqual([]);
    expect(stateOf(record, "ListClusters").operation).toBe("pass");
  });
});
