/**
 * Takes the verdicts of default runs against the reference server, each conforming variant and each seeded fault, or
 * compares two such files: what a change leaves as it was shows in `0 differ`.
 */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { runServers } from "../cli/selftest/pool.ts";
import type { SelftestServer, ServerResult } from "../cli/selftest/selftest-server.ts";
import { FAULTS } from "../reference/faults.ts";
import { VARIANTS } from "../reference/variants.ts";
import { serversOf } from "./selftest-servers.ts";
import { readFlags, exitWithUsage, wholeNumberIn } from "./usage.ts";

/** One run, a line of the file. */
interface VerdictRow extends SelftestServer, Pick<ServerResult, "verdict" | "exitCode" | "cases" | "verdicts"> {
  readonly seed: number;
  readonly requests: number;
  /** Clusters still there at the end. */
  readonly left: number;
}

interface Sizes {
  readonly seeds: number;
  readonly cases: number;
  readonly jobs: number;
}

const USAGE = "npm run verdicts -- take FILE [--seeds N] [--cases N] [--jobs N], or -- compare BEFORE AFTER";
const SHOWN = 40;
const FACTS = ["verdict", "exitCode", "cases", "left"] as const;

const { values, positionals } = readFlags(USAGE, {
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "5" },
    cases: { type: "string", default: "3" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});
const [command, first, second] = positionals;
if (command === "take" && first !== undefined) await take(first, sizes());
else if (command === "compare" && first !== undefined && second !== undefined) compare(first, second);
else exitWithUsage(USAGE, "verdicts: say what to do");

function sizes(): Sizes {
  const number = (text: string) => wholeNumberIn(USAGE, text);
  return { seeds: number(values.seeds), cases: number(values.cases), jobs: number(values.jobs) };
}

async function take(path: string, { seeds, cases, jobs }: Sizes): Promise<void> {
  const file = openSync(path, "w");
  const servers = serversOf(VARIANTS, FAULTS);
  for (let seed = 1; seed <= seeds; seed += 1) {
    const onResult = (result: ServerResult) => void writeSync(file, `${JSON.stringify(rowOf(seed, result))}\n`);
    await runServers(servers, { seed, cases, jobs, onResult });
  }
  closeSync(file);
}

function rowOf(seed: number, { server, verdict, exitCode, verdicts, cases, requests, left }: ServerResult): VerdictRow {
  return { seed, ...server, verdict, exitCode, cases, requests, left: left.length, verdicts };
}

function compare(before: string, after: string): void {
  const [old, now] = [rows(before), rows(after)];
  const differences = [...old].flatMap(([key, row]) => differencesOf(key, row, now.get(key)));
  for (const line of differences.slice(0, SHOWN)) console.log(line);
  if (differences.length > SHOWN) console.log(`and ${differences.length - SHOWN} more`);
  const unknown = [...now.keys()].filter((key) => !old.has(key));
  console.log(`${old.size} runs before, ${now.size} after; ${differences.length} differ, ${unknown.length} are new`);
  process.exitCode = differences.length + unknown.length > 0 ? 1 : 0;
}

function rows(path: string): Map<string, VerdictRow> {
  const lines = readFileSync(path, "utf8").split("\n");
  const read = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as VerdictRow);
  return new Map(read.map((row) => [`seed ${row.seed} ${row.kind} ${row.id}`, row]));
}

function differencesOf(key: string, old: VerdictRow, now: VerdictRow | undefined): string[] {
  if (now === undefined) return [`${key}: not run after`];
  const ids = [...new Set([...Object.keys(old.verdicts), ...Object.keys(now.verdicts)])];
  const words = [
    ...FACTS.filter((name) => old[name] !== now[name]).map((name) => `${name} ${old[name]} -> ${now[name]}`),
    ...ids
      .filter((id) => old.verdicts[id] !== now.verdicts[id])
      .map((id) => `${id} ${old.verdicts[id]} -> ${now.verdicts[id]}`),
  ];
  return words.length === 0 ? [] : [`${key}: ${words.join(", ")}`];
}
