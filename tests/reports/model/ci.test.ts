import { describe, expect, test } from "@jest/globals";
import { annotationsOf } from "#cli/action/annotations.ts";
import { ciTests, type CiTest } from "#reports/model/ci.ts";
import type { Level } from "#spec/requirement.ts";
import { outcomeOf } from "#suites/record/verdicts/outcome.ts";
import type { OperationResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { VERDICTS, type Verdict } from "#suites/record/verdicts/verdict.ts";
import { withKnownAbsences } from "#suites/record/verdicts/known-failures.ts";
import { anOperation, aRecord, aRequirement } from "#tests/reports/producers.ts";

interface Setting {
  readonly verdict: Verdict;
  readonly level: Level;
  readonly known: boolean;
  readonly strict: boolean;
}

const LEVELS: readonly Level[] = ["MUST", "SHOULD", "INFO"];

const EVERY: readonly Setting[] = VERDICTS.flatMap((verdict) =>
  LEVELS.flatMap((level) =>
    [false, true].flatMap((known) => [false, true].map((strict) => ({ verdict, level, known, strict }))),
  ),
);

const KNOWN = { pattern: "*", reason: "known" };
const MET = aRequirement({ id: "list.route", operation: "ListClusters" });

/** One requirement of the setting beside one that is met, with the outcome that a run of both has. */
function recordOf({ verdict, level, known, strict }: Setting): RunRecord {
  const one = aRequirement({ verdict, level, ...(known ? { expectedFailure: KNOWN } : {}) });
  return finished([one, MET], [anOperation("RegisterCluster"), anOperation("ListClusters")], strict);
}

function finished(
  requirements: readonly RequirementResult[],
  operations: readonly OperationResult[],
  strict = false,
): RunRecord {
  const record = aRecord({ requirements, operations });
  const { clusters, run, target } = record;
  const outcome = outcomeOf({ requirements, operations, clusters, target, strict, interrupted: false });
  return { ...record, outcome, run: { ...run, options: { ...run.options, strict } } };
}

const isRed = (record: RunRecord): boolean =>
  ciTests(record).some(({ state }) => state === "failed" || state === "error");

describe.each(EVERY)("a requirement of verdict $verdict, $level, known: $known, strict: $strict", (setting) => {
  const record = recordOf(setting);
  const { exitCode } = record.outcome;

  test("turns a CI that reads failures red exactly where the run does not exit with 0", () => {
    expect(isRed(record)).toBe(exitCode !== 0);
  });

  test("is annotated exactly where the run does not exit with 0", () => {
    expect(annotationsOf(record).length > 0).toBe(exitCode !== 0);
  });
});

describe("an operation that is not there", () => {
  const route = aRequirement({ id: "register.route", verdict: "fail" });
  const rest = aRequirement({ verdict: "not-implemented", missing: "RegisterCluster" });
  const absent = anOperation("RegisterCluster", { verdict: "not-implemented" });

  const failed = (tests: readonly CiTest[]) => tests.filter(({ state }) => state === "failed").map(({ name }) => name);

  test("fails once, by the requirement of its route", () => {
    const tests = ciTests(finished([route, rest, MET], [absent, anOperation("ListClusters")]));
    expect(failed(tests)).toEqual(["register.route"]);
    const unserved = { ...route, area: "routing", verdict: "not-implemented", missing: "RegisterCluster" } as const;
    expect(failed(ciTests(finished([rest, unserved, MET], [absent])))).toEqual(["register.route"]);
  });

  test("fails by the first of its requirements where none is of its route, and by none where it is not asked for", () => {
    const other = { ...rest, id: "register.name.pattern" };
    expect(failed(ciTests(finished([rest, other, MET], [absent])))).toEqual([rest.id]);
    const unasked = aRequirement({ verdict: "not-applicable", reason: "not required" });
    expect(failed(ciTests(finished([unasked, MET], [absent])))).not.toContain(unasked.id);
  });

  test("is skipped where an entry says that its route fails and the run exits with 0", () => {
    const [known, covered] = withKnownAbsences([{ ...route, area: "routing", expectedFailure: KNOWN }, rest]);
    const record = finished([known ?? route, covered ?? rest, MET], [absent, anOperation("ListClusters")]);
    expect(record.outcome.exitCode).toBe(0);
    expect(isRed(record)).toBe(false);
  });

  test("is skipped where all that it costs is excused, whatever else fails", () => {
    const failing = aRequirement({ id: "list.answer", operation: "ListClusters", verdict: "fail" });
    const excused = [route, rest].map((one) => ({ ...one, expectedFailure: KNOWN }));
    const tests = ciTests(finished([...excused, failing], [absent, anOperation("ListClusters")]));
    expect(failed(tests)).toEqual(["list.answer"]);
  });
});

test("a warning that fails a strict run says what was received", () => {
  const record = recordOf({ verdict: "warn", level: "SHOULD", known: false, strict: true });
  expect(ciTests(record)[0]?.message).toBe(
    "expected 400 InvalidParameterException, received 400 InvalidParameterException",
  );
});
