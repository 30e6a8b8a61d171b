import { describe, expect, test } from "@jest/globals";
import { besides, bystanderOf } from "#reports/findings/bystander.ts";
import type { CaseResult } from "#suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement } from "#tests/reports/producers.ts";

function registering(members: Readonly<Record<string, unknown>>, status = 200): CaseResult["exchanges"][number] {
  return anEvidence({ requestBody: JSON.stringify(members), status });
}

function bystander(...cases: readonly Partial<CaseResult>[]): unknown {
  const requirements = [aRequirement({ cases: cases.map(aCase) })];
  const operations = [anOperation("RegisterCluster")];
  const { evidence } = bystanderOf(aRecord({ requirements, operations }), []) ?? {};
  return evidence && JSON.parse(evidence.request.body?.text ?? "");
}

const LONG = { name: "ecf-a-long-one", tags: { a: "b" }, clientRequestToken: "0123456789" };
const VALID = { expectation: "must-accept", verdict: "pass" } as const;

describe("the cluster that stands beside those of a file", () => {
  test("is the smallest of those that had to be accepted", () => {
    const small = { name: "ecf-a-small-one" };
    expect(
      bystander({ ...VALID, exchanges: [registering(LONG)] }, { ...VALID, exchanges: [registering(small)] }),
    ).toEqual(small);
  });

  test("is none that should have been refused", () => {
    const invalid: Partial<CaseResult> = {
      expectation: "must-reject",
      exchanges: [registering({ name: "ecf-invalid" })],
    };
    expect(bystander(invalid, { ...VALID, exchanges: [registering(LONG)] })).toEqual(LONG);
    expect(bystander(invalid)).toBeUndefined();
  });

  test("is the one whose name begins as that which the steps end with, where there is one", () => {
    const alike = { ...LONG, name: "Kecf-another" };
    const registered = [registering({ name: "ecf-small" }), registering(alike)];
    const cases = registered.map((evidence) => aCase({ ...VALID, exchanges: [evidence] }));
    const record = aRecord({ requirements: [aRequirement({ cases })], operations: [anOperation("RegisterCluster")] });
    const { request, ...answered } = anEvidence({ requestBody: "" });
    const last = { number: 1, evidence: { ...answered, request: { ...request, path: "/clusters/Kecf-lost" } } };
    expect(JSON.parse(bystanderOf(record, [last])?.evidence.request.body?.text ?? "")).toEqual(alike);
  });

  test("is none of the steps' own", () => {
    const evidence = registering(LONG);
    const requirements = [aRequirement({ cases: [aCase({ ...VALID, exchanges: [evidence] })] })];
    const record = aRecord({ requirements, operations: [anOperation("RegisterCluster")] });
    expect(bystanderOf(record, [{ number: 1, evidence }])).toBeUndefined();
  });

  test.each([
    ["refused", [registering(LONG, 400)]],
    ["under a name that may be somebody's", [registering({ name: "ab" })]],
    ["with what the record does not show", [registering({ name: "ecf-redacted", tags: { a: "[redacted 4]" } })]],
  ])("is none that is %s", (_what, exchanges) => {
    expect(bystander({ ...VALID, exchanges })).toBeUndefined();
  });
});

test("a cluster goes with another one that is registered like it, and whose name is its beginning", () => {
  const evidence = registering({ name: "7ecf-1234567-abc", tags: { a: "b" }, clientRequestToken: "0123456789" });
  const beside = besides({ number: 1, evidence });
  expect(JSON.parse(beside?.evidence.request.body?.text ?? "")).toEqual({ name: "7ecf-1234567-ab", tags: { a: "b" } });
  expect(beside).toMatchObject({ isRemovedFirst: true, evidence: { response: { body: { text: "" } } } });
});
