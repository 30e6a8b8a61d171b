import { describe, expect, test } from "@jest/globals";
import { vouchedRecord } from "#cli/commands/report.ts";
import { findingFiles } from "#reports/findings/finding-files.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { aCase, anEvidence, anOperation, aRecord, aRequirement, body } from "#tests/reports/producers.ts";

const exchange = anEvidence({ requestBody: "{}", status: 200, responseBody: body("{}") });
const example = aCase({ id: "short", verdict: "fail", exchanges: [exchange] });
const condition = { answers: [{ from: 400, to: 400 }] };
const missed = aRequirement({
  verdict: "fail",
  cases: [{ ...example, judgement: { ...example.judgement, condition } }],
});

function recordOf(operations: RunRecord["operations"]): RunRecord {
  return aRecord({ operations, requirements: [missed] });
}

const REGISTER = { ...anOperation("RegisterCluster"), method: "POST", path: "/cluster-registrations" };

describe("a record has files of findings", () => {
  test("where its contract has all its operations", () => {
    expect(findingFiles(vouchedRecord(recordOf([REGISTER]), undefined))).toHaveLength(1);
  });

  test("and none where its requests are signed for another service", () => {
    const plain = recordOf([REGISTER]);
    const record = vouchedRecord({ ...plain, contract: { ...plain.contract, signingName: "dynamodb" } }, undefined);
    expect(findingFiles(record)).toEqual([]);
    expect(record.withoutFiles).toContain("dynamodb");
  });

  test.each([
    ["an operation of another name", { id: "Reset", path: "/moto-api/reset" }],
    ["another path", { path: "/moto-api/reset" }],
    ["another method", { method: "DELETE" }],
  ])("and none where somebody gave it %s", (_what, made) => {
    const record = vouchedRecord(recordOf([{ ...REGISTER, ...made }]), undefined);
    expect(findingFiles(record)).toEqual([]);
    const { id, method, path } = { ...REGISTER, ...made };
    expect(record.withoutFiles).toContain(`: ${id}, ${method} ${path}; name its contract with --spec`);
  });
});
