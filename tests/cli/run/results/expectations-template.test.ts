import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { expectationsTemplate } from "#cli/run/results/expectations-template.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { aCase, aRecord, aRequirement } from "#tests/reports/producers.ts";

interface Entry {
  readonly pattern: string;
  readonly sometimes?: boolean;
}

function entriesOf(requirements: readonly RequirementResult[], interrupted = false): Entry[] | undefined {
  const record = aRecord({ requirements });
  const text = expectationsTemplate({ ...record, run: { ...record.run, interrupted } });
  return text === undefined ? undefined : (parse(text) as Entry[]);
}

const FAILED = aRequirement({ id: "register.valid", verdict: "fail" });
const UNDECIDED = aRequirement({ id: "register.name.max-length", verdict: "inconclusive" });
const ROUTE = aRequirement({
  id: "list.route",
  area: "routing",
  operation: "ListClusters",
  verdict: "not-implemented",
  missing: "ListClusters",
});
const ABSENT = { ...ROUTE, id: "list.valid", area: "input-constraints" } as const;

describe("the file of known failures that is offered", () => {
  test("has what failed, and what that left undecided", () => {
    expect(entriesOf([FAILED, UNDECIDED])).toMatchObject([
      { pattern: "register.valid", reason: "" },
      { pattern: "register.name.max-length" },
    ]);
  });

  test("of a run that was stopped early has what it judged, too: the next one may be stopped before that", () => {
    const met = aRequirement({ id: "api.json" });
    const unbegun = aRequirement({ id: "list.paging", verdict: "inconclusive" });
    const ids = (...requirements: RequirementResult[]) =>
      entriesOf(requirements)?.map(({ pattern, sometimes }) => [pattern, sometimes]);
    expect(ids(FAILED, met, unbegun)).toEqual([
      ["register.valid", undefined],
      ["list.paging", true],
      ["api.json", true],
    ]);
    const tried = { ...unbegun, cases: [aCase({ verdict: "inconclusive" })] };
    expect(ids(FAILED, met, tried)?.map(([pattern]) => pattern)).toEqual(["register.valid", "list.paging"]);
  });

  test("has the races that passed, which may end otherwise in the next run", () => {
    const cases = [aCase({ kind: "scenario" })];
    const race = aRequirement({ id: "register.parallel.same-name", area: "concurrency", cases });
    const entries = entriesOf([FAILED, race, aRequirement({ id: "api.json", cases })]);
    expect(entries?.map(({ pattern, sometimes }) => [pattern, sometimes])).toEqual([
      ["register.valid", undefined],
      ["register.parallel.same-name", true],
    ]);
    expect(entriesOf([race])).toBeUndefined();
  });

  test("has one entry for an operation that is not there", () => {
    expect(entriesOf([ROUTE, ABSENT])).toMatchObject([{ pattern: "list.route" }]);
  });

  test("has none for what that operation's absence blocks", () => {
    const blocked = aRequirement({ id: "register.history", verdict: "not-applicable", missing: "ListClusters" });
    expect(entriesOf([ROUTE, blocked])).toMatchObject([{ pattern: "list.route" }]);
  });

  test("has one for each requirement where that of the operation's route was not selected", () => {
    expect(entriesOf([ABSENT])).toMatchObject([{ pattern: "list.valid" }]);
  });

  test("says of which it may be gone in the next run", () => {
    const drawn = { ...FAILED, id: "register.tags", cases: [aCase({ kind: "random", verdict: "fail" })] };
    const fixed = { ...FAILED, cases: [aCase({ kind: "boundary", verdict: "fail" })] };
    expect(entriesOf([fixed, drawn])?.map(({ sometimes }) => sometimes)).toEqual([undefined, true]);
  });

  test.each<[string, readonly RequirementResult[], boolean]>([
    ["nothing failed", [aRequirement({})], false],
    ["nothing but what was undecided", [UNDECIDED], false],
    ["what failed was expected to", [{ ...FAILED, expectedFailure: { pattern: "*", reason: "known" } }], false],
    ["the run was interrupted", [FAILED], true],
  ])("is not there where %s", (_what, requirements, interrupted) => {
    expect(entriesOf(requirements, interrupted)).toBeUndefined();
  });
});
