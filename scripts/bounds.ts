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
import { SITUATIONS, type Situation } from "./bounds/situations.ts";
import { readFlags, refuse } from "./usage.ts";

const MAIN = fileURLToPath(new URL("../cli/main.js", import.meta.url));
const USAGE = `npm run bounds [-- NAME...], NAME being ${Object.keys(SITUATIONS).join(", ")}`;
/** Far more than any bound: what takes longer is ended. */
const PATIENCE_MS = 180_000;

const { positionals: wanted } = readFlags(USAGE, { allowPositionals: true, options: {} });
const unknown = wanted.find((name) => !(name in SITUATIONS));
if (unknown !== undefined) refuse(USAGE, `bounds: there is no situation "${unknown}"`);
const rows: TableRow[] = [];
for (const [name, situation] of Object.entries(SITUATIONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`bounds: ${situation.what}`);
  rows.push(await measure(situation));
}
printTable(rows);

async function measure(situation: Situation): Promise<TableRow> {
  const { what, codes, seconds, treat } = situation;
  const target = await startRough(treat ?? (() => ({ kind: "hang" })));
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-bounds-"));
  if (treat === undefined) target.close();
  try {
    const { code, ms } = await runOnce(situation, target.url, out);
    const asked = `exit ${codes.join(" or ")}, ${seconds} s`;
    return row(what, `exit ${code}, ${(ms / 1000).toFixed(1)} s`, { asked, of: sentenceOf(out) });
  } finally {
    target.close();
    rmSync(out, { recursive: true, force: true });
  }
}

/** The time counts from the start of the process, or from Ctrl-C. */
function runOnce(
  { flags = [], interruptAtMs }: Situation,
  endpoint: string,
  out: string,
): Promise<{ readonly code: number | string; readonly ms: number }> {
  const args = ["run", "--endpoint-url", endpoint, "--no-sign", "--seed", "1", "--out", out, ...flags];
  let from = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: "ignore" });
  const interrupt = (): void => {
    from = performance.now();
    child.kill("SIGINT");
  };
  const timers = [setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS)];
  if (interruptAtMs !== undefined) timers.push(setTimeout(interrupt, interruptAtMs));
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      for (const timer of timers) clearTimeout(timer);
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
