import { describe, expect, test } from "@jest/globals";
import { bystanderOf } from "../../../reports/findings/bystander.ts";
import type { CaseResult } from "../../../suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement } from "../producers.ts";

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

  test("is one that should have been refused only where there is no other", () => {
    const invalid: Partial<CaseResult> = {
      expectation: "must-reject",
      exchanges: [registering({ name: "ecf-invalid" })],
    };
    expect(bystander(invalid, { ...VALID, exchanges: [registering(LONG)] })).toEqual(LONG);
    expect(bystander(invalid)).toEqual({ name: "ecf-invalid" });
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
