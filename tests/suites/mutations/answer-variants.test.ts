import { expect, test } from "@jest/globals";
import { readExchange } from "#protocol/answers/reply.ts";
import { headerValue } from "#protocol/headers.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { AnswerFault } from "#suites/mutations/answer-fault.ts";
import { isGood, readPassing } from "#suites/mutations/passing-answer.ts";
import { ANSWER_VARIANTS } from "#suites/mutations/variants/answer-variants.ts";
import { EKS, givenWith, jsonIn, notedOf, type Step, STORY } from "./traffic.ts";

const anywhere = (id: string): AnswerFault => ({ id: `*/${id}`, kind: id });

function varied(id: string, steps: readonly Step[] = STORY) {
  const variant = ANSWER_VARIANTS.find((each) => each.id === id);
  if (variant === undefined) throw new Error(`no variant ${id}`);
  return givenWith(variant, anywhere(id), steps);
}

const unknown = {
  status: 404,
  error: "ResourceNotFoundException",
  json: { message: "none is there" },
};

/** The same whole seconds, and a refusal that AWS is known to give under several names. */
const MORE: readonly Step[] = [
  ...STORY,
  { line: "GET /clusters/whole", json: { cluster: { name: "whole", createdAt: 1_700_000_000 } } },
  { line: "GET /clusters/odd", status: 400, error: "InvalidParameterException", json: { message: "no" } },
  { line: "DELETE /clusters/none", ...unknown },
];

test.each(ANSWER_VARIANTS.map(({ id }) => [id]))("%s changes something, and stays within the model", (id) => {
  const { given, round } = varied(id, MORE);
  expect(round.changed.length).toBeGreaterThan(0);
  for (const { request, before, after } of round.changed) {
    const passing = readPassing(EKS.contract, request);
    if (passing === undefined || before === undefined) continue;
    const { response } = after;
    const { json } = readExchange({ request, response, startedAt: 0, durationMs: 0, attempt: 1 });
    const answer = { ...passing, response, json, error: undefined };
    if (isGood(answer)) expect(validatorOf(passing.operation.success.schema)(answer.json)).toEqual([]);
  }
  expect(given).toHaveLength(MORE.length);
});

test.each<[id: string, step: number, pointer: string, value: JsonValue]>([
  ["lists-reordered", 4, "/clusters", ["two", "one"]],
  ["small-pages", 4, "/clusters", ["one"]],
  ["lagging-list", 3, "/clusters", []],
  ["nulls-for-absent", 0, "/cluster/endpoint", null],
  ["aws-tags", 0, "/cluster/tags/aws:cloudformation:stack-name", "made-by-a-stack"],
  ["fractional-times", 11, "/cluster/createdAt", 1_700_000_000.123],
])("%s: what step %i has at %s", (id, step, pointer, value) => {
  expect(valueAt(jsonIn(varied(id, MORE).given[step]) ?? null, pointer)).toEqual(value);
});

test("members come in another order", () => {
  const json = jsonIn(varied("members-reordered").given[4]);
  expect(Object.keys(json ?? {})).toEqual(["nextToken", "clusters"]);
});

test("what is behind a page of ours is given without the endpoint being asked, to the last item", () => {
  const { given, round } = varied("small-pages", [
    { line: "GET /clusters", json: { clusters: ["a", "b"] } },
    { line: "GET /clusters?nextToken=eks-conformance-item-1", json: {} },
    { line: "GET /clusters?nextToken=somebody-elses", json: { clusters: ["c"] } },
  ]);
  expect(given.map(jsonIn)).toEqual([
    { clusters: ["a"], nextToken: "eks-conformance-item-1" },
    { clusters: ["b"], nextToken: null },
    undefined,
  ]);
  expect(round.passed).toHaveLength(2);
});

const refusedAs = (id: string, step: Step): [number | undefined, string | undefined] => {
  const { response } = varied(id, [step]).given[0] ?? {};
  return [response?.status, headerValue(response?.headers ?? [], "x-amzn-errortype")];
};

test.each<[line: string, error: string, as: string | undefined]>([
  ["POST /clusters", "InvalidParameterException", "ClientException"],
  ["POST /clusters", "ClientException", "InvalidParameterException"],
  ["POST /clusters", "ResourceLimitExceededException", undefined],
  // It documents no other name.
  ["GET /addons/supported-versions", "InvalidParameterException", undefined],
])("%s, refused as %s, may be refused as %s", (line, error, as) => {
  const [, name] = refusedAs("other-error-code", { line, status: 400, error, json: { message: "no" } });
  expect(name).toBe(as);
});

test("that there is none of a name is told by text where EKS was seen to", () => {
  const told = (line: string, error = unknown.error) => {
    const step = { ...unknown, line, error };
    return [...refusedAs("unknown-told-by-text", step), jsonIn(varied("unknown-told-by-text", [step]).given[0])];
  };
  expect(told("GET /clusters/none")).toEqual([400, "ClientException", { message: "No cluster found for name: none." }]);
  for (const other of [told("GET /clusters/none/node-groups/n"), told("GET /clusters/none", "ServerException")]) {
    expect(other).toEqual([undefined, undefined, undefined]);
  }
});

test("of many exchanges that were changed the last is kept, and all operations are known", () => {
  const [made, ...rest] = STORY;
  const steps = [
    ...(made === undefined ? [] : [made]),
    ...Array.from({ length: 30 }, () => rest[3]),
    ...rest.slice(0, 1),
  ];
  const { round } = varied(
    "slow",
    steps.filter((step) => step !== undefined),
  );
  expect(round.changed.map(({ operation }) => operation)).toEqual([
    "CreateCluster",
    ...Array.from({ length: 18 }, () => "ListClusters"),
    "DescribeCluster",
  ]);
  expect([...round.changedOperations]).toEqual(["CreateCluster", "ListClusters", "DescribeCluster"]);
});

test("each request is asked to come again once", () => {
  const step = { line: "GET /clusters", json: { clusters: [] } };
  const { given } = varied("asked-to-retry", [step, step, { ...step, line: "GET /clusters/one" }]);
  expect(given.map((each) => each?.response.status)).toEqual([429, undefined, 429]);
});

test("each says why it is legal, and has a place only where there is one for it", () => {
  for (const { why } of ANSWER_VARIANTS) expect(why).toMatch(/^[^.]+(\.\d+)?\)?$/);
  const none = ANSWER_VARIANTS.filter((variant) => variant.places(notedOf([])).length === 0);
  expect(none.map(({ id }) => id)).toEqual(["fractional-times"]);
});
