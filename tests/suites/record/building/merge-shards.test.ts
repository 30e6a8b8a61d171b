import { expect, test } from "@jest/globals";
import { mergeShards } from "#suites/record/building/merge-shards.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { aCase, aCounts, aRecord, aSheet } from "#tests/reports/producers.ts";

const ID = "register.name.max-length";
const KNOWN = { pattern: ID, reason: "Names are not looked at." };
const PASSED = {
  verdict: "stale",
  reason: `expected to fail (${ID}), and passed`,
  counts: aCounts({ pass: 1 }),
  expectedFailure: KNOWN,
} as const;
const FAILED = { verdict: "fail", counts: aCounts({ pass: 2, fail: 3 }), expectedFailure: KNOWN } as const;
const EXPIRED = { ...FAILED, verdict: "stale", reason: "the expectation expired on 2026-11-23" } as const;
const ELSEWHERE = { verdict: "disabled", reason: "in another shard", counts: aCounts({}) } as const;

function merged(...parts: Partial<RequirementResult>[]): RequirementResult | undefined {
  const records = parts.map((part, index): RunRecord => {
    const record = aRecord({ requirements: aSheet({ [ID]: part }) });
    return { ...record, run: { ...record.run, shard: { index: index + 1, of: parts.length } } };
  });
  return mergeShards(records).requirements.find(({ id }) => id === ID);
}

test.each([
  ["passed in one shard and failed in another is a known failure", [PASSED, FAILED], "fail"],
  ["whichever comes first", [FAILED, ELSEWHERE, PASSED], "fail"],
  ["passed in every shard that judged it is stale", [PASSED, ELSEWHERE, PASSED], "stale"],
  ["whose day is over is stale", [EXPIRED, PASSED], "stale"],
] as const)("an expectation that %s", (_, parts, verdict) => {
  expect(merged(...parts)).toMatchObject({ verdict, expectedFailure: KNOWN });
});

test("the reason of a shard in which it passed does not stay with a failure", () => {
  expect(merged(PASSED, FAILED)?.reason).toBeUndefined();
  expect(merged(PASSED, FAILED)?.counts).toMatchObject({ pass: 3, fail: 3 });
});

test("what passed in every shard, and was not settled in one, is inconclusive", () => {
  const unsettled = { verdict: "inconclusive", reason: "the endpoint died", counts: aCounts({ pass: 2 }) } as const;
  const passed = { verdict: "pass", counts: aCounts({ pass: 1 }) } as const;
  expect(merged(passed, unsettled)).toMatchObject({ verdict: "inconclusive", reason: "the endpoint died" });
  expect(merged({ ...passed, verdict: "fail", counts: aCounts({ fail: 1 }) }, unsettled)?.verdict).toBe("fail");
});

test("of many cases the failing one stays, though its shard comes last", () => {
  const warned = Array.from({ length: 5 }, () => aCase({ verdict: "warn" }));
  const merging = merged(
    { verdict: "warn", counts: aCounts({ warn: 5 }), cases: warned },
    { verdict: "fail", counts: aCounts({ fail: 1 }), cases: [aCase({ verdict: "fail" })] },
  );
  expect(merging?.cases.map(({ verdict }) => verdict)).toEqual(["fail", "warn", "warn", "warn", "warn"]);
});

test("what a merged run never saw is what no shard saw", () => {
  const records = [
    ["A one", "A two"],
    ["A two", "A three"],
  ].map((never, index): RunRecord => {
    const record = aRecord({ coverage: [{ part: "errors", of: 4, seen: 2, never }] });
    return { ...record, run: { ...record.run, shard: { index: index + 1, of: 2 } } };
  });
  expect(mergeShards(records).coverage).toEqual([{ part: "errors", of: 4, seen: 3, never: ["A two"] }]);
});
