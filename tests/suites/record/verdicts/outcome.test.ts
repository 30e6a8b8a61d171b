import { describe, expect, test } from "@jest/globals";
import type { Area, Level } from "#spec/requirement.ts";
import { outcomeOf } from "#suites/record/verdicts/outcome.ts";
import type { OperationResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { planned } from "#tests/suites/bundled-contract.ts";

interface Part {
  readonly verdict: Verdict;
  readonly level?: Level;
  readonly known?: boolean;
  /** Cases that failed. */
  readonly failed?: number;
  readonly id?: string;
  readonly area?: Area;
}

interface Setting {
  /** Undefined: the operation is not among those of the run. */
  readonly register?: Verdict | undefined;
  readonly left?: number;
  readonly strict?: boolean;
  readonly interrupted?: boolean;
  readonly target?: Partial<RunRecord["target"]>;
}

const STARTED = { command: "moto_server -p {port}" };
const TARGET = { endpoint: "http://127.0.0.1:4566", kind: "emulator", region: "us-east-1" } as const;

function aResult(
  { verdict, level = "MUST", known = false, failed = 0, id, area }: Part,
  index: number,
): RequirementResult {
  const [template] = planned;
  if (template === undefined) throw new Error("no requirement");
  return {
    ...template,
    id: id ?? `r${index}`,
    area: area ?? template.area,
    level,
    verdict,
    counts: { pass: verdict === "stale" ? 1 : 0, fail: failed, warn: 0, info: 0, inconclusive: 0, error: 0 },
    cases: [],
    casesLeftOut: 0,
    ...(known ? { expectedFailure: { pattern: "r*", reason: "known" } } : {}),
  };
}

function outcome(parts: readonly Part[], setting: Setting = {}) {
  const { register, left = 0, strict = false, interrupted = false, target } = { register: "pass" as const, ...setting };
  const operations: OperationResult[] =
    register === undefined ? [] : [{ id: "RegisterCluster", method: "POST", path: "/", verdict: register }];
  const other: OperationResult = { id: "ListClusters", method: "GET", path: "/", verdict: "not-implemented" };
  return outcomeOf({
    requirements: parts.map(aResult),
    operations: [other, ...operations],
    clusters: {
      registered: left,
      deregistered: 0,
      left: Array.from({ length: left }, (_, index) => ({ name: `c${index}`, reason: "", command: "" })),
    },
    target: { ...TARGET, ...target },
    strict,
    interrupted,
  });
}

const PASS: Part = { verdict: "pass" };
const ABSENT: Part = { id: "register.route", area: "routing", verdict: "fail", known: true };
const ABSENCE: Setting = { register: "not-implemented" };

describe("verdict and exit code", () => {
  test.each<[string, readonly Part[], Setting, string, number]>([
    ["all pass", [PASS, PASS], {}, "conformant", 0],
    ["a warning", [PASS, { verdict: "warn" }], {}, "conformant", 0],
    ["nothing but a warning", [{ verdict: "warn", level: "SHOULD" }], {}, "conformant", 0],
    ["a warning, strictly", [PASS, { verdict: "warn" }], { strict: true }, "non-conformant", 1],
    ["strictly, without a warning", [PASS, { verdict: "info" }], { strict: true }, "conformant", 0],
    ["an observation", [PASS, { verdict: "info" }], {}, "conformant", 0],
    [
      "not applicable and disabled ones",
      [PASS, { verdict: "not-applicable" }, { verdict: "disabled" }],
      {},
      "conformant",
      0,
    ],
    ["a failure", [PASS, { verdict: "fail" }], {}, "non-conformant", 1],
    ["a stale expectation", [PASS, { verdict: "stale", known: true }], {}, "non-conformant", 1],
    ["another operation that is not there", [PASS, { verdict: "not-implemented" }], {}, "non-conformant", 1],
    ["an inconclusive one", [PASS, { verdict: "inconclusive" }], {}, "inconclusive", 3],
    ["an inconclusive SHOULD", [PASS, { verdict: "inconclusive", level: "SHOULD" }], {}, "inconclusive", 3],
    ["an inconclusive INFO", [PASS, { verdict: "inconclusive", level: "INFO" }], {}, "conformant", 0],
    ["nothing but an inconclusive INFO", [{ verdict: "inconclusive", level: "INFO" }], {}, "inconclusive", 3],
    [
      "a failure beside an inconclusive one",
      [{ verdict: "fail" }, { verdict: "inconclusive" }],
      {},
      "non-conformant",
      1,
    ],
    ["an error of the suite", [PASS, { verdict: "error" }], {}, "suite-error", 4],
    ["an error beside a failure", [{ verdict: "fail" }, { verdict: "error" }], {}, "suite-error", 4],
    ["an error where a failure was expected", [PASS, { verdict: "error", known: true }], {}, "suite-error", 4],
    ["a known failure", [PASS, { verdict: "fail", known: true }], {}, "conformant", 0],
    ["nothing but known absences", [{ verdict: "not-implemented", known: true }], {}, "conformant", 0],
    ["nothing but known failures", [{ verdict: "fail", known: true }], {}, "conformant", 0],
    ["a known warning, strictly", [PASS, { verdict: "warn", known: true }], { strict: true }, "conformant", 0],
    ["nothing judged", [{ verdict: "not-applicable" }, { verdict: "disabled" }], {}, "inconclusive", 3],
    ["no requirement", [], {}, "inconclusive", 3],
    ["no registration", [PASS, { verdict: "fail" }], { register: "not-implemented" }, "not-implemented", 1],
    ["no registration, and an error", [{ verdict: "error" }], { register: "not-implemented" }, "suite-error", 4],
    [
      "no registration, as is known",
      [PASS, ABSENT, { verdict: "not-implemented", known: true }],
      ABSENCE,
      "not-implemented",
      0,
    ],
    ["a known absence, and a failure", [ABSENT, { verdict: "fail" }], ABSENCE, "not-implemented", 1],
    ["a known absence, and a stale one", [ABSENT, { verdict: "stale", known: true }], ABSENCE, "not-implemented", 1],
    ["a known absence and a warning", [ABSENT, { verdict: "warn" }], ABSENCE, "not-implemented", 0],
    ["an absence that nobody knew of", [{ ...ABSENT, known: false }], ABSENCE, "not-implemented", 1],
    [
      "a known absence, and a failure, strictly",
      [ABSENT, { verdict: "fail" }],
      { ...ABSENCE, strict: true },
      "not-implemented",
      1,
    ],
    [
      "a known absence, and a stale one, strictly",
      [ABSENT, { verdict: "stale", known: true }],
      { ...ABSENCE, strict: true },
      "not-implemented",
      1,
    ],
    ["the same, strictly", [ABSENT, { verdict: "warn" }], { ...ABSENCE, strict: true }, "not-implemented", 1],
    ["a known absence, clusters left", [ABSENT], { ...ABSENCE, left: 1 }, "not-implemented", 5],
    ["no registration among the operations", [PASS], { register: undefined }, "conformant", 0],
    ["a registration that fails", [{ verdict: "fail" }], { register: "fail" }, "non-conformant", 1],
    ["interrupted", [PASS], { interrupted: true }, "inconclusive", 130],
    ["interrupted after a failure", [{ verdict: "fail" }], { interrupted: true }, "non-conformant", 130],
    ["interrupted, with clusters left", [PASS], { interrupted: true, left: 1 }, "inconclusive", 5],
    ["interrupted by an error", [{ verdict: "error" }], { interrupted: true, left: 1 }, "suite-error", 4],
    ["clusters left", [PASS], { left: 2 }, "conformant", 5],
    ["clusters left and a failure", [{ verdict: "fail" }], { left: 1 }, "non-conformant", 5],
    ["clusters left and nothing certain", [{ verdict: "inconclusive" }], { left: 1 }, "inconclusive", 5],
    ["clusters that went with what the run started", [PASS], { left: 1, target: STARTED }, "conformant", 0],
    ["the same and a failure", [{ verdict: "fail" }], { left: 1, target: STARTED }, "non-conformant", 1],
    ["clusters that went with the embedded server", [PASS], { left: 1, target: { embedded: true } }, "conformant", 0],
  ])("%s", (_what, parts, setting, verdict, exitCode) => {
    expect(outcome(parts, setting)).toMatchObject({ verdict, exitCode });
  });
});

describe("the sentence", () => {
  test("counts what was met of what was judged, level by level", () => {
    const parts: Part[] = [
      PASS,
      { verdict: "warn" },
      { verdict: "pass", level: "SHOULD" },
      { verdict: "warn", level: "SHOULD" },
      { verdict: "info", level: "INFO" },
    ];
    expect(outcome(parts).sentence).toBe("Conformant: MUST 2 of 2 met (1 by a tolerated answer), SHOULD 1 of 2 met.");
  });

  test("names everything that was not judged, known or left behind", () => {
    const parts: Part[] = [
      { verdict: "fail" },
      { verdict: "fail", known: true },
      { verdict: "warn", known: true },
      { verdict: "stale", known: true },
      { verdict: "not-implemented" },
      { verdict: "not-applicable" },
      { verdict: "not-applicable", known: true },
      { verdict: "inconclusive" },
      { verdict: "disabled", known: true },
    ];
    expect(outcome(parts, { left: 1 }).sentence).toBe(
      "Not conformant: MUST 2 of 4 met (1 by a tolerated answer), SHOULD none judged, 1 requirement not implemented, 1 inconclusive, 1 stale, 3 not tested, 2 known to fail, 1 cluster left behind.",
    );
    expect(outcome([PASS], { left: 2 }).sentence).toBe(
      "Conformant: MUST 1 of 1 met, SHOULD none judged, 2 clusters left behind.",
    );
    expect(outcome([PASS], { left: 2, target: STARTED }).sentence).toBe(
      "Conformant: MUST 1 of 1 met, SHOULD none judged, 2 clusters ended with the target that this run started.",
    );
  });

  test.each<[readonly Part[], Setting, RegExp]>([
    [[PASS], { interrupted: true }, /^Inconclusive \(interrupted\): /],
    [[{ verdict: "error" }], {}, /^The suite itself failed: .*, 1 requirement in error\.$/],
    [[PASS], { register: "not-implemented" }, /^RegisterCluster is not implemented: /],
    [[ABSENT], ABSENCE, /^RegisterCluster is not implemented, as expected: /],
    [[PASS, ABSENT], {}, /^Conformant except for known failures: /],
    [[PASS, { verdict: "warn", level: "SHOULD", known: true }], {}, /^Conformant: /],
    [[PASS, { verdict: "stale", known: true }, { verdict: "fail", known: true }], {}, /^Not as expected: /],
    [[PASS, { verdict: "stale", known: true, failed: 1 }], {}, /^Not conformant: /],
    [[PASS, { verdict: "stale", known: true }, { verdict: "fail" }], {}, /^Not conformant: /],
    [
      [PASS, { verdict: "warn", level: "SHOULD", known: true }],
      { strict: true },
      /^Conformant except for known failures: /,
    ],
  ])("opens with the verdict", (parts, setting, words) => {
    expect(outcome(parts, setting).sentence).toMatch(words);
  });

  test("of a service counts operations that were asked for alone", () => {
    const verdicts: readonly Verdict[] = ["pass", "not-implemented", "disabled"];
    const operations = verdicts.map((verdict) => ({ id: verdict, method: "GET", path: "/", verdict, resource: "box" }));
    const clusters = { registered: 0, deregistered: 0, left: [] };
    const run = {
      requirements: [aResult(PASS, 0)],
      operations,
      clusters,
      target: TARGET,
      strict: false,
      interrupted: false,
    };
    expect(outcomeOf(run).sentence).toMatch(/^Conformant: 1 of 2 operations there \(1 not implemented\), /);
  });

  test("of a service counts what a run calls, and what it does not call apart", () => {
    const one = (id: string) => ({ id, method: "GET", path: "/", verdict: "pass", resource: "box" }) as const;
    const silent = { ...one("b"), verdict: "not-applicable", notCalled: true } as const;
    const clusters = { registered: 0, deregistered: 0, left: [] };
    const operations = [one("a"), silent, { ...silent, id: "c" }];
    const run = {
      requirements: [aResult(PASS, 0)],
      operations,
      clusters,
      target: TARGET,
      strict: false,
      interrupted: false,
    };
    expect(outcomeOf(run).sentence).toMatch(/^Conformant: 1 of 1 operations there \(2 not called\), /);
  });

  test("is the answer and the counts, which stand by themselves too", () => {
    const { sentence, answer, counts } = outcome([PASS], { interrupted: true });
    expect(sentence).toBe(`${answer}: ${counts}.`);
  });
});
