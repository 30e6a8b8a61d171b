/** How soon a run ends at rough targets, one after the other, beside what docs/safety.md promises. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunRecord } from "#suites/record/record.ts";
import { row, printTable, type TableRow } from "./bench/table.ts";
import { SITUATIONS, type BoundsSituation } from "./bounds/bounds-situations.ts";
import { roughRun } from "./bounds/rough-run.ts";
import { readFlags, exitWithUsage, wholeNumberIn } from "./usage.ts";

const USAGE = `npm run bounds [-- NAME... --time-limit S], NAME being ${Object.keys(SITUATIONS).join(", ")}`;
/** Seconds that a run may take longer than its time limit. */
const AFTER_LIMIT = 10;

const { positionals: wanted, values } = readFlags(USAGE, {
  allowPositionals: true,
  options: { "time-limit": { type: "string" } },
});
const given = values["time-limit"];
const limit = given === undefined ? undefined : wholeNumberIn(USAGE, given);
const unknown = wanted.find((name) => !(name in SITUATIONS));
if (unknown !== undefined) exitWithUsage(USAGE, `bounds: there is no situation "${unknown}"`);
const rows: TableRow[] = [];
for (const [name, situation] of Object.entries(SITUATIONS)) {
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
    const seen = `exit ${code}, ${(ms / 1000).toFixed(1)} s`;
    return row(situation.what, seen, { asked: askedOf(situation), of: sentenceOf(out) });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function askedOf({ codes, codesAtLimit = [], seconds = Infinity, interruptAt }: BoundsSituation): string {
  const allowed = limit === undefined ? codes : [...codes, ...codesAtLimit];
  const within = interruptAt === undefined ? Math.min(seconds, (limit ?? Infinity) + AFTER_LIMIT) : seconds;
  return `exit ${allowed.join(" or ")}, ${within} s`;
}

function sentenceOf(out: string): string {
  try {
    const { outcome, clusters } = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as RunRecord;
    return `${outcome.sentence} ${clusters.left.length} left of ${clusters.registered}`;
  } catch {
    return "no record";
  }
}
