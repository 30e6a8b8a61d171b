import { describe, expect, test } from "@jest/globals";
import type { CaseKind } from "#suites/record/record.ts";
import { mayFailNext, mayVary, withKnownAbsences } from "#suites/record/verdicts/known-failures.ts";
import { aCase, aRequirement } from "#tests/reports/producers.ts";

const KNOWN = { pattern: "list.route", reason: "not served yet" };

function absent(id: string, missing: string, operation = missing) {
  return aRequirement({ id, verdict: "not-implemented", operation, missing, area: "lifecycle" });
}

describe("an entry for the requirement that an operation is served", () => {
  const route = { ...absent("list.route", "ListClusters"), area: "routing", expectedFailure: KNOWN } as const;

  test("covers what is not implemented for want of the operation, and nothing else", () => {
    const other = absent("describe.valid", "DescribeCluster");
    const failed = aRequirement({ id: "list.paging", verdict: "fail", operation: "ListClusters" });
    const [, own, ...rest] = withKnownAbsences([route, absent("list.valid", "ListClusters"), other, failed]);
    expect(own?.expectedFailure).toEqual(KNOWN);
    expect(rest.map(({ expectedFailure }) => expectedFailure)).toEqual([undefined, undefined]);
  });

  test("leaves an entry of a requirement's own", () => {
    const own = { pattern: "list.valid", reason: "its own" };
    const [, covered] = withKnownAbsences([route, { ...absent("list.valid", "ListClusters"), expectedFailure: own }]);
    expect(covered?.expectedFailure).toEqual(own);
  });

  test.each(["stale", "not-implemented"] as const)("past its day or not: %s", (verdict) => {
    const [, covered] = withKnownAbsences([{ ...route, verdict }, absent("list.valid", "ListClusters")]);
    expect(covered?.expectedFailure).toEqual(verdict === "stale" ? undefined : KNOWN);
  });

  test("is not one about another promise of the operation", () => {
    const shape = { ...route, area: "response-shape" } as const;
    const [, covered] = withKnownAbsences([shape, absent("list.valid", "ListClusters")]);
    expect(covered?.expectedFailure).toBeUndefined();
  });
});

describe("what may be met by the same target in the next run", () => {
  const failedIn = (...kinds: readonly CaseKind[]) =>
    aRequirement({ cases: kinds.map((kind) => aCase({ kind, verdict: "fail" })) });

  test.each<[string, ReturnType<typeof aRequirement>, boolean]>([
    ["failed for drawn inputs alone", failedIn("random", "one-fault", "history"), true],
    ["failed at a boundary as well", failedIn("random", "boundary"), false],
    ["failed in no case that is kept", failedIn(), false],
    ["changed between rounds", { ...failedIn("boundary"), varied: true }, true],
    ["is about concurrent requests", { ...failedIn("scenario"), area: "concurrency" }, true],
    ["failed in a story", failedIn("scenario"), false],
  ])("%s", (_what, requirement, expected) => {
    expect(mayVary(requirement)).toBe(expected);
  });
});

test.each([
  ["histories alone, which passed", "pass", "lifecycle", ["history"], true],
  ["a race that passed", "pass", "concurrency", ["scenario"], true],
  ["a race that failed, which is told by itself", "fail", "concurrency", ["scenario"], false],
  ["histories that failed, which is told by itself", "fail", "lifecycle", ["history"], false],
  ["other cases, too", "pass", "lifecycle", ["history", "boundary"], false],
  ["no case that was kept", "pass", "concurrency", [], false],
] as const)("what passes may fail in the next run: %s", (_what, verdict, area, kinds, expected) => {
  const cases = kinds.map((kind) => aCase({ kind, verdict }));
  expect(mayFailNext({ verdict, area, cases })).toBe(expected);
});
