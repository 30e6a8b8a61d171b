/**
 * How soon a run ends at rough targets, one after the other, beside what docs/safety.md promises. Ends with 1 where it took
 * longer, or ended otherwise.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunRecord } from "#suites/record/record.ts";
import { row, printTable, type TableRow } from "./bench/table.ts";
import { SITUATIONS, type BoundsSituation } from "./bounds/bounds-situations.ts";
import { NEVER_ENDING } from "./bounds/never-ending.ts";
import { roughRun } from "./bounds/rough-run.ts";
import { readFlags, exitWithUsage, wholeNumberIn } from "./usage.ts";

const ALL: Readonly<Record<string, BoundsSituation>> = { ...SITUATIONS, ...NEVER_ENDING };
const USAGE = `npm run bounds [-- NAME... --time-limit S], NAME being ${Object.keys(ALL).join(", ")}`;
/** Seconds that a run may take longer than its time limit. */
const AFTER_LIMIT = 10;

const { positionals: wanted, values } = readFlags(USAGE, {
  allowPositionals: true,
  options: { "time-limit": { type: "string" } },
});
const given = values["time-limit"];
const limit = given === undefined ? undefined : wholeNumberIn(USAGE, given);
const unknown = wanted.find((name) => !(name in ALL));
if (unknown !== undefined) exitWithUsage(USAGE, `bounds: there is no situation "${unknown}"`);
const rows: TableRow[] = [];
for (const [name, situation] of Object.entries(ALL)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (situation.seconds === undefined && limit === undefined) continue;
  console.error(`bounds: ${situation.what}`);
  rows.push(await measure(situation));
}
printTable(rows);

async function measure(situation: BoundsSituation): Promise<TableRow> {
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-bounds-"));
  try {
    const { code, ms } = await roughRun(situation, out, limit);
    const isKept = codesOf(situation).some((each) => each === code) && ms <= secondsOf(situation) * 1000;
    if (!isKept) process.exitCode = 1;
    const seen = `${isKept ? "" : "broken: "}exit ${code}, ${(ms / 1000).toFixed(1)} s`;
    return row(situation.what, seen, { asked: askedOf(situation), of: sentenceOf(out) });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function askedOf(situation: BoundsSituation): string {
  return `exit ${codesOf(situation).join(" or ")}, ${secondsOf(situation)} s`;
}

function codesOf({ codes, codesAtLimit = [] }: BoundsSituation): readonly number[] {
  return limit === undefined ? codes : [...codes, ...codesAtLimit];
}

function secondsOf({ seconds = Infinity, interruptAt }: BoundsSituation): number {
  return interruptAt === undefined ? Math.min(seconds, (limit ?? Infinity) + AFTER_LIMIT) : seconds;
}

function sentenceOf(out: string): string {
  try {
    const { outcome, clusters } = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as RunRecord;
    return `${outcome.sentence} ${clusters.left.length} left of ${clusters.registered}`;
  } catch {
    return "no record";
  }
}
