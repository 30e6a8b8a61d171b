import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { FaultOutcome, FaultResult, MutationReport } from "#reports/mutations/mutation-report.ts";
import { renderScoreBadge } from "#reports/mutations/score-badge.ts";
import { diffScores, hasWorsened, type ScoreDiff } from "#reports/mutations/score-diff.ts";
import { columns } from "#reports/model/text/wrap.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { conformant } from "#tests/reports/records.ts";

const HOSTILE = "\u001b[31m</b> | \u202e";

function reportOf(
  outcomes: Readonly<Record<string, FaultOutcome>>,
  given: Partial<MutationReport> = {},
): MutationReport {
  const faults = Object.entries(outcomes).map(([id, outcome]): FaultResult => ({
    id,
    kind: "member-lost",
    title: "member lost",
    operation: "CreateCluster",
    outcome,
    sentence: `no test misses \`${id}\``,
    durationMs: 1,
    left: [],
  }));
  return {
    schemaVersion: 1,
    tool: { name: "eks-conformance", version: "0.1.0" },
    command: ["pytest", HOSTILE],
    endpoint: "http://127.0.0.1:1",
    contract: { title: "EKS", version: "1" },
    seed: 7,
    startedAt: "2026-11-29T00:00:00.000Z",
    durationMs: 1,
    unchanged: { durationMs: 1, limitMs: 1, exchanges: 1, operations: [] },
    possible: 9,
    planned: 9,
    faults,
    score: 0.5,
    byOperation: [],
    byKind: [],
    byMember: [],
    warnings: [],
    ...given,
  };
}

const BEFORE = reportOf({ a: "noticed", b: "survived", c: "survived", d: "hung", e: "noticed" });
const AFTER = reportOf({ a: "survived", b: "noticed", c: "survived", d: "noticed", f: "survived" });

const changesOf = ({ changes }: ScoreDiff) => changes.map(({ change, id }) => `${change} ${id}`);

test("two scores are compared fault by fault, what survives that was noticed first", () => {
  const diff = diffScores(BEFORE, AFTER);
  expect(changesOf(diff)).toEqual(["newly-surviving a", "newly-noticed b", "outcome d", "added f", "removed e"]);
  expect(diff).toMatchObject({ unchanged: 1, differs: true });
  expect(hasWorsened(diff)).toBe(true);
});

test("what is hidden now and was noticed before is for the worse, and what was hidden may come to be noticed", () => {
  const diff = diffScores(
    reportOf({ a: "noticed", b: "hidden", c: "survived" }),
    reportOf({ a: "hidden", b: "hung", c: "hidden" }),
  );
  expect(changesOf(diff)).toEqual(["newly-surviving a", "newly-noticed b", "outcome c"]);
});

test("a score against itself has no change, and what was never tried before is none for the worse", () => {
  expect(diffScores(BEFORE, BEFORE)).toMatchObject({ changes: [], unchanged: 5, differs: false });
  expect(hasWorsened(diffScores(BEFORE, reportOf({ ...outcomesOf(BEFORE), z: "survived" })))).toBe(false);
});

function outcomesOf({ faults }: MutationReport): Record<string, FaultOutcome> {
  return Object.fromEntries(faults.map(({ id, outcome }) => [id, outcome]));
}

test("the command prints it, within the terminal and without a control character, and exits 1 for the worse", async () => {
  await withFolder(async (folder) => {
    const save = (name: string, value: object): string => {
      writeFileSync(join(folder, name), JSON.stringify(value));
      return join(folder, name);
    };
    const [before, after] = [save("before.json", BEFORE), save("after.json", AFTER)];
    const { code, stdout } = await runCommand(["diff", before, after]);
    expect(code).toBe(1);
    expect(stdout).toContain("Newly surviving (1)");
    expect(stdout).not.toContain("\u001b[31m");
    expect(Math.max(...stdout.split("\n").map(columns))).toBeLessThanOrEqual(80);
    expect((await runCommand(["diff", before, before])).code).toBe(0);
    const markdown = await runCommand(["diff", before, after, "--markdown"]);
    expect(markdown.stdout).toContain("## Newly surviving (1)");
    expect(JSON.parse((await runCommand(["diff", before, after, "--json"])).stdout)).toMatchObject({ unchanged: 1 });
  });
});

test("a score and a record, a page of scores, and a score that was edited are one line and exit 2", async () => {
  await withFolder(async (folder) => {
    const save = (name: string, value: object): string => {
      writeFileSync(join(folder, name), JSON.stringify(value));
      return join(folder, name);
    };
    const [score, record] = [save("score.json", BEFORE), save("record.json", conformant)];
    const edited = save("edited.json", reportOf({ a: "killed" as FaultOutcome }));
    for (const [args, words] of [
      [["diff", score, record], "give two of a kind"],
      [["diff", score, score, "--html", join(folder, "x.html")], "--html"],
      [["diff", edited, score], "run again"],
    ] as const) {
      const { code, stdout, stderr } = await runCommand([...args]);
      expect(code).toBe(2);
      expect(stdout).toBe("");
      expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(words)]);
    }
  });
});

test.each([
  [0.85, undefined, "85 %", "brightgreen"],
  [0.62, "budget", "62 % (partial)", "yellowgreen"],
  [null, undefined, "–", "lightgrey"],
  [0, undefined, "0 %", "orange"],
] as const)("the badge of a score of %s", (score, cutShort, message, color) => {
  expect(JSON.parse(renderScoreBadge({ score, cutShort }))).toMatchObject({ schemaVersion: 1, message, color });
});
