import { describe, expect, test } from "@jest/globals";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { BodyEvidence } from "#suites/record/parts/kept-evidence.ts";
import type { Difference, RequirementResult } from "#suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

interface Shown extends Partial<RequirementResult> {
  /** Bodies of one answer each, the last of which decided. */
  readonly bodies: readonly (string | BodyEvidence)[];
  readonly condition?: Condition;
  readonly differences?: readonly Difference[];
}

function failing({ bodies, condition, differences, ...about }: Shown): RequirementResult {
  const exchanges = bodies.map((each) => {
    const responseBody = typeof each === "string" ? body(each) : each;
    const exchange = anEvidence({ status: 200, responseBody });
    const target = { method: "GET", path: "/clusters", url: "http://127.0.0.1:4566/clusters" };
    return about.operation === "ListClusters" ? { ...exchange, request: { ...exchange.request, ...target } } : exchange;
  });
  const one = aCase({ verdict: "fail", exchanges });
  return aRequirement({
    area: "protocol",
    verdict: "fail",
    cases: [{ ...one, judgement: { ...one.judgement, condition, differences } }],
    ...about,
  });
}

const roots = (...requirements: readonly RequirementResult[]) =>
  causesOf(aRecord({ requirements, operations: ["RegisterCluster", "ListClusters"].map((id) => anOperation(id)) }))
    .map(({ shownBy }) => shownBy.map(({ requirement }) => requirement.id).join())
    .sort();

const WELL = '{"cluster":{"name":"a"}}';

describe("a fault of the body", () => {
  const cut: BodyEvidence = { text: '{"clus', bytes: 6, truncated: true };
  const silent = failing({ id: "api.answers", operation: "*", bodies: [cut] });
  const encoding = (each: string | BodyEvidence, condition?: Condition) =>
    failing({ id: "api.body.encoding", bodies: [each], condition });

  test("is behind what came in such a body, and behind no answer that came whole", () => {
    expect(roots(silent, encoding(cut))).toEqual(["api.answers"]);
    expect(roots(silent, encoding(WELL))).toEqual(["api.answers", "api.body.encoding"]);
  });

  test("is behind no success where a refusal was due", () => {
    const refused = { answers: [{ from: 415, to: 415 }] };
    expect(roots(silent, encoding(cut, refused))).toEqual(["api.answers", "api.body.encoding"]);
  });

  test("that is no JSON is behind answers without it alone", () => {
    const html = failing({ id: "api.json", operation: "*", bodies: ["<html>"] });
    expect(roots(html, encoding("<html>"))).toHaveLength(1);
    expect(roots(html, encoding(WELL))).toEqual(["api.body.encoding", "api.json"]);
  });

  test("that lacks a member is behind answers that lack it alone", () => {
    const bare = failing({
      id: "register.cluster",
      area: "response-shape",
      bodies: ['{"Cluster":{}}'],
      differences: [{ at: "/cluster", expected: "object", received: "absent", absent: true }],
    });
    expect(roots(bare, encoding('{"Cluster":{}}'))).toEqual(["register.cluster"]);
    expect(roots(bare, encoding(WELL))).toEqual(["api.body.encoding", "register.cluster"]);
  });
});

describe("names of another type in a list", () => {
  const list = { operation: "ListClusters", area: "response-shape" } as const;
  const mistyped = (bodies: readonly string[]) => {
    const differences = [{ at: "/clusters/0", expected: "must be a string", received: "{}" }];
    return failing({ ...list, id: "list.response.clusters", bodies, differences });
  };
  const paging = (...bodies: readonly string[]) =>
    failing({ ...list, id: "list.paging", area: "lifecycle", bodies, condition: { list: { once: ["a"] } } });

  test("are behind what any page of such names shows", () => {
    expect(roots(mistyped(['{"clusters":[{}]}']), paging('{"clusters":[{}]}', '{"clusters":["b"]}'))).toEqual([
      "list.response.clusters",
    ]);
  });

  test("are behind no list that has names as well", () => {
    const mixed = '{"clusters":[{},"a"]}';
    expect(roots(mistyped([mixed]), paging(mixed))).toEqual(["list.paging", "list.response.clusters"]);
  });
});
