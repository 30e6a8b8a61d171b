import { describe, expect, test } from "@jest/globals";
import { buildKillMatrix, type MatrixInput } from "#cli/selftest/build-kill-matrix.ts";
import type { NotMet, SelftestServer, ServerResult } from "#cli/selftest/selftest-server.ts";
import { renderKillMatrix } from "#reports/kill-matrix-text.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";

const REQUIREMENTS: MatrixInput["requirements"] = [
  { id: "a.must", area: "routing", level: "MUST" },
  { id: "b.must", area: "protocol", level: "MUST" },
  { id: "c.should", area: "protocol", level: "SHOULD" },
  { id: "d.info", area: "protocol", level: "INFO" },
];

function fault(id: string, ...requirements: string[]): MatrixInput["faults"][number] {
  return { id, sentence: `Does ${id}.`, area: "routing", requirements };
}

function result(server: SelftestServer, findings: readonly NotMet[] = []): ServerResult {
  const failed = findings.some(({ verdict }) => verdict === "fail");
  return {
    server,
    verdict: failed ? "non-conformant" : "conformant",
    exitCode: failed ? 1 : 0,
    verdicts: {},
    findings,
    cases: 3,
    requests: 9,
    left: [],
  };
}

const PLAIN = result({ kind: "plain", id: "plain" });

function matrixOf(given: Partial<MatrixInput>): KillMatrix {
  return buildKillMatrix({
    tool: { name: "eks-conformance", version: "0.0.0" },
    seed: 7,
    cases: 3,
    partial: false,
    requirements: REQUIREMENTS,
    faults: [],
    variants: [],
    drawn: [],
    results: [PLAIN],
    failed: [],
    ...given,
  });
}

/** The matrix of one fault that names `a.must` and `c.should`. */
function withFindings(...findings: NotMet[]): KillMatrix {
  return matrixOf({
    faults: [fault("f", "a.must", "c.should")],
    results: [PLAIN, result({ kind: "fault", id: "f" }, findings)],
  });
}

function withVariant(change: Partial<ServerResult>): KillMatrix {
  const variant = { ...result({ kind: "variant", id: "v" }), ...change };
  return matrixOf({ variants: [{ id: "v", sentence: "Differs." }], results: [PLAIN, variant] });
}

describe("a fault", () => {
  test("is killed by a named requirement that fails, from its first request on", () => {
    const matrix = withFindings(
      { requirement: "b.must", verdict: "fail", atRequest: 2 },
      { requirement: "c.should", verdict: "warn", atRequest: 8 },
      { requirement: "a.must", verdict: "fail", atRequest: 5 },
    );
    expect(matrix.passed).toBe(true);
    expect(matrix.faults[0]).toMatchObject({ status: "killed", requestsToCatch: 5, missedBy: [] });
    expect(matrix.faults[0]?.alsoCaughtBy.map(({ requirement }) => requirement)).toEqual(["b.must"]);
    expect(matrix.medianRequestsToCatch).toBe(5);
  });

  test("is killed by a named SHOULD that warns", () => {
    const matrix = withFindings({ requirement: "c.should", verdict: "warn", atRequest: 3 });
    expect(matrix.faults[0]).toMatchObject({ status: "killed", missedBy: ["a.must"] });
  });

  test("that gives a tolerated alternative is killed by a warning", () => {
    const results = [PLAIN, result({ kind: "fault", id: "f" }, [{ requirement: "a.must", verdict: "warn" }])];
    const statusAs = (level?: "SHOULD"): string | undefined =>
      matrixOf({ faults: [{ ...fault("f", "a.must"), ...(level && { level }) }], results }).faults[0]?.status;
    expect(statusAs("SHOULD")).toBe("killed");
    expect(statusAs()).toBe("survived");
  });

  test("survives a named MUST that only warns, and one that cannot tell", () => {
    const matrix = withFindings(
      { requirement: "a.must", verdict: "warn", atRequest: 3 },
      { requirement: "c.should", verdict: "inconclusive" },
    );
    expect(matrix.faults[0]?.status).toBe("survived");
    expect(matrix.passed).toBe(false);
  });

  test("caught only by a requirement that it does not name is misplaced", () => {
    const matrix = withFindings({ requirement: "b.must", verdict: "fail", atRequest: 3 });
    expect(matrix.faults[0]?.status).toBe("misplaced");
    expect(matrix.passed).toBe(false);
  });

  test("is not killed by what the plain server gets as well", () => {
    const warned: NotMet = { requirement: "c.should", verdict: "warn", atRequest: 3 };
    const matrix = matrixOf({
      faults: [fault("f", "c.should")],
      results: [{ ...PLAIN, findings: [warned] }, result({ kind: "fault", id: "f" }, [warned])],
    });
    expect(matrix.faults[0]?.status).toBe("survived");
  });

  test("without a result is an error, never a survivor or a kill", () => {
    expect(() => matrixOf({ faults: [fault("f", "a.must")] })).toThrow("no result for the fault f");
  });

  test("whose run failed is neither a survivor nor a kill, and the matrix has not passed", () => {
    const failed = [{ server: "fault f", failure: "It broke." }];
    const matrix = matrixOf({ faults: [fault("f", "a.must")], failed });
    expect(matrix).toMatchObject({ faults: [], failed, passed: false });
  });
});

describe("a drawn fault", () => {
  const caughtBy = (...findings: NotMet[]) => {
    const results = [PLAIN, result({ kind: "drawn", id: "drawn-1" }, findings)];
    return matrixOf({ drawn: [{ id: "drawn-1", sentence: "Does it." }], results });
  };

  test.each<[string, NotMet]>([
    ["a MUST that fails", { requirement: "b.must", verdict: "fail", atRequest: 4 }],
    ["a SHOULD that warns", { requirement: "c.should", verdict: "warn", atRequest: 4 }],
  ])("is caught by %s", (_name, finding) => {
    const matrix = caughtBy(finding);
    expect(matrix.drawn).toMatchObject([{ id: "drawn-1", caughtBy: [finding], requestsToCatch: 4, left: [] }]);
    expect(matrix.passed).toBe(true);
  });

  test.each<[string, NotMet]>([
    ["a MUST that warns", { requirement: "b.must", verdict: "warn" }],
    ["what cannot tell", { requirement: "c.should", verdict: "inconclusive" }],
  ])("is not caught by %s", (_name, finding) => {
    expect(caughtBy(finding).drawn).toMatchObject([{ caughtBy: [] }]);
    expect(caughtBy(finding).passed).toBe(false);
  });
});

describe("a conforming server", () => {
  test.each<[string, Partial<ServerResult>]>([
    ["a requirement that fails", { findings: [{ requirement: "a.must", verdict: "fail" }] }],
    ["a requirement that cannot be told", { findings: [{ requirement: "a.must", verdict: "inconclusive" }] }],
    ["another verdict", { verdict: "inconclusive" }],
    ["a cluster left behind", { left: ["a"] }],
  ])("with %s is a false alarm", (_name, change) => {
    expect(withVariant(change).passed).toBe(false);
  });

  test("that warns is none", () => {
    expect(withVariant({ findings: [{ requirement: "c.should", verdict: "warn" }] }).passed).toBe(true);
  });

  test("counts when it is the plain one, too", () => {
    const alarm: NotMet = { requirement: "a.must", verdict: "fail" };
    expect(matrixOf({ results: [{ ...PLAIN, findings: [alarm] }] }).passed).toBe(false);
  });
});

test("MUST and SHOULD requirements that nothing made fail are unexercised", () => {
  expect(withFindings({ requirement: "b.must", verdict: "fail" }).unexercised).toEqual(["a.must", "c.should"]);
});

test("a requirement is alone to catch the faults that name no other, caught or not, and whatever became of their runs", () => {
  const matrix = matrixOf({
    faults: [fault("killed", "a.must"), fault("broke", "a.must"), fault("shared", "a.must", "b.must")],
    results: [
      PLAIN,
      result({ kind: "fault", id: "killed" }, [{ requirement: "a.must", verdict: "fail" }]),
      result({ kind: "fault", id: "shared" }),
    ],
    failed: [{ server: "fault broke", failure: "It broke." }],
  });
  expect(matrix.requirements).toMatchObject([
    { id: "a.must", aimed: 3, alone: 2, kills: ["killed"] },
    { id: "b.must", aimed: 1, alone: 0, kills: [] },
    { id: "c.should", aimed: 0, alone: 0 },
    { id: "d.info", aimed: 0, alone: 0 },
  ]);
});

describe("on the terminal", () => {
  const plainly = { width: 80, paint: (_tone: unknown, text: string): string => text };

  test("a survivor, a misplaced fault and a false alarm are named with what they should have met", () => {
    const matrix = matrixOf({
      faults: [fault("lives", "a.must"), fault("astray", "a.must")],
      variants: [{ id: "other", sentence: "Differs." }],
      results: [
        PLAIN,
        result({ kind: "fault", id: "lives" }),
        result({ kind: "fault", id: "astray" }, [{ requirement: "b.must", verdict: "fail", atRequest: 2 }]),
        result({ kind: "variant", id: "other" }, [{ requirement: "c.should", verdict: "fail", atRequest: 2 }]),
      ],
    });
    const text = renderKillMatrix(matrix, plainly);
    expect(text).toContain("0 of 2 faults killed, 1 false alarm on 2 conforming servers; seed 7");
    expect(text).toContain("lives: Does lives. Names a.must");
    expect(text).toContain("astray: Does astray. Names a.must; caught by b.must");
    expect(text).toContain("other: non-conformant, c.should (fail)");
    expect(text).toContain("routing               0 of 2        –");
  });

  test("each requirement that a fault names has a line, which ends with how many it alone is to catch", () => {
    const matrix = matrixOf({
      faults: [fault("one", "a.must"), fault("two", "a.must"), fault("both", "a.must", "c.should")],
      results: [PLAIN, result({ kind: "fault", id: "one" }), result({ kind: "fault", id: "two" })],
      failed: [{ server: "fault both", failure: "It broke." }],
    });
    const lines = renderKillMatrix(matrix, plainly).split("\n");
    expect(lines[0]).toMatch(/ faults +alone$/);
    expect(lines[1]).toMatch(/^ {2}a\.must +MUST +3 +2$/);
    expect(lines[2]).toMatch(/^ {2}c\.should +SHOULD +1 +0$/);
    expect(lines[3]).toBe("  No fault here is aimed at the other 2 requirements.");
  });

  test("a run that failed is named with what ended it, and cuts nothing", () => {
    const failed = [
      { server: "fault f", failure: "It broke." },
      { server: "plain plain", failure: "Nor this." },
    ];
    const text = renderKillMatrix(
      matrixOf({ faults: [fault("f", "a.must")], results: [], failed, partial: true }),
      plainly,
    );
    expect(text).toMatch(/a\.must +MUST +1 +1\n/);
    expect(text).toContain("0 of 0 faults killed, 0 false alarms on 0 conforming servers; 2 runs failed");
    expect(text).toContain("  fault f: It broke.\n  plain plain: Nor this.");
  });

  test("no line is wider than asked", () => {
    const names = Array.from(
      { length: 40 },
      (_, index) => `requirement.${"with-a-long-name-".repeat(3)}number-${index}`,
    );
    const requirements = names.map((id) => ({ id, area: "routing", level: "MUST" }) as const);
    const faults = names.map((id) => fault(`${id}.missing`, id));
    const failed = faults.map(({ id }) => ({ server: `fault ${id}`, failure: "" }));
    const lines = renderKillMatrix(matrixOf({ requirements, faults, failed }), { ...plainly, width: 60 }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.join("").replaceAll(" ", "")).toContain("-number-39.");
  });

  test("a filtered run says nothing of requirements it could not exercise", () => {
    expect(renderKillMatrix(matrixOf({ partial: true }), plainly)).not.toContain("no fault exercises");
  });
});
