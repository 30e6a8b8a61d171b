/** How soon a run ends at rough targets, one after the other, beside what docs/safety.md promises. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import type { RunRecord } from "../suites/record/record.ts";
import { row, printTable, type TableRow } from "./bench/table.ts";
import { startRough } from "./bounds/rough-target.ts";
import { startSwallowing } from "./bounds/swallowing-address.ts";
import { SITUATIONS, type BoundsSituation } from "./bounds/bounds-situations.ts";
import { readFlags, exitWithUsage, wholeNumberIn } from "./usage.ts";

const MAIN = fileURLToPath(new URL("../cli/main.js", import.meta.url));
const USAGE = `npm run bounds [-- NAME... --time-limit S], NAME being ${Object.keys(SITUATIONS).join(", ")}`;
/** Far more than any bound: what takes longer is ended. */
const PATIENCE_MS = 180_000;
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
  const { what, spec, treat, swallows = false, interruptAt, changesAt } = situation;
  const begun = new AbortController();
  // A time limit counts from the start.
  const beginsAt = interruptAt ?? (limit === undefined ? changesAt : undefined);
  const target = await startRough((asked) => {
    if (asked.count + 1 === beginsAt) begun.abort();
    return treat?.(asked) ?? { kind: "hang" };
  }, spec);
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-bounds-"));
  if (treat === undefined) target.close();
  const swallowing = swallows ? await startSwallowing() : undefined;
  try {
    const { code, ms } = await runOnce((swallowing ?? target).url, out, {
      spec,
      flags: situation.flags,
      begun: begun.signal,
      interrupted: interruptAt !== undefined,
    });
    return row(what, `exit ${code}, ${(ms / 1000).toFixed(1)} s`, { asked: askedOf(situation), of: sentenceOf(out) });
  } finally {
    swallowing?.close();
    target.close();
    rmSync(out, { recursive: true, force: true });
  }
}

function askedOf({ codes, codesAtLimit = [], seconds = Infinity, interruptAt }: BoundsSituation): string {
  const allowed = limit === undefined ? codes : [...codes, ...codesAtLimit];
  const within = interruptAt === undefined ? Math.min(seconds, (limit ?? Infinity) + AFTER_LIMIT) : seconds;
  return `exit ${allowed.join(" or ")}, ${within} s`;
}

interface Beginning {
  readonly spec: BoundsSituation["spec"];
  readonly flags: BoundsSituation["flags"];
  /** From here on the time counts; from the start of the process where it does not abort. */
  readonly begun: AbortSignal;
  /** It is a Ctrl-C. */
  readonly interrupted: boolean;
}

function runOnce(
  endpoint: string,
  out: string,
  { spec, flags = [], begun, interrupted }: Beginning,
): Promise<{ readonly code: number | string; readonly ms: number }> {
  const limited = limit === undefined ? [] : ["--time-limit", String(limit)];
  const args = [
    "run",
    "--endpoint-url",
    endpoint,
    "--no-sign",
    "--seed",
    "1",
    "--out",
    out,
    ...limited,
    ...flags,
    ...(spec === undefined ? [] : ["--spec", spec]),
  ];
  let from = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: "ignore" });
  begun.addEventListener("abort", () => {
    from = performance.now();
    if (interrupted) child.kill("SIGINT");
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal ?? "", ms: performance.now() - from });
    });
  });
}

function sentenceOf(out: string): string {
  try {
    const { outcome, clusters } = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as RunRecord;
    return `${outcome.sentence} ${clusters.left.length} left of ${clusters.registered}`;
  } catch {
    return "no record";
  }
}
