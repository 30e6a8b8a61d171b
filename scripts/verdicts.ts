/**
 * Freezes the verdicts of both suites, or compares two freezes: what a change leaves as it was shows in `0 differ`. The
 * servers are the reference, its conforming variants, its seeded and drawn faults and, with --whole, the rough targets;
 * without it, a sample that takes minutes.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readService } from "#cli/files/reading/read-spec.ts";
import { runServers } from "#cli/selftest/pool.ts";
import type { SelftestServer, ServerResult } from "#cli/selftest/selftest-server.ts";
import { FAULTS } from "#reference/faults.ts";
import { serviceFaults } from "#reference/service/faults/service-faults.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { VARIANTS } from "#reference/variants.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { SITUATIONS, type BoundsSituation } from "./bounds/bounds-situations.ts";
import { roughRun } from "./bounds/rough-run.ts";
import { serversOf } from "./selftest-servers.ts";
import { readFlags, exitWithUsage, wholeNumberIn } from "./usage.ts";

/** One run, a line of the file. */
interface VerdictRow extends Pick<ServerResult, "verdict" | "exitCode" | "verdicts"> {
  readonly suite: "register-cluster" | "eks";
  readonly seed: number;
  readonly kind: SelftestServer["kind"] | "rough";
  readonly id: string;
  /** Not of a rough target: how far a run comes there is a matter of time. */
  readonly cases?: number;
  /** What is still there at the end. */
  readonly left: number;
}

interface Sizes {
  readonly whole: boolean;
  readonly seeds: number;
  readonly cases: number;
  readonly jobs: number;
}

const USAGE = "npm run verdicts -- take FILE [--whole] [--seeds N] [--cases N] [--jobs N], or -- compare BEFORE AFTER";
const SHOWN = 40;
const FACTS = ["verdict", "exitCode", "cases", "left"] as const;
/** A sample has each of so many; a run of all of EKS takes as long as twenty of RegisterCluster. */
const EVERY = { whole: { server: 1, service: 1 }, sample: { server: 12, service: 400 } } as const;
const DRAWN = { whole: 100, sample: 10 } as const;

const { values, positionals } = readFlags(USAGE, {
  allowPositionals: true,
  options: {
    whole: { type: "boolean", default: false },
    seeds: { type: "string", default: "3" },
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
  const { whole, seeds, cases, jobs } = values;
  return { whole, seeds: number(seeds), cases: number(cases), jobs: number(jobs) };
}

async function take(path: string, { whole, seeds, cases, jobs }: Sizes): Promise<void> {
  const file = openSync(path, "w");
  const write = (row: VerdictRow): void => void writeSync(file, `${JSON.stringify(row)}\n`);
  const size = whole ? "whole" : "sample";
  const drawn = Array.from({ length: DRAWN[size] }, (_, at): SelftestServer => ({
    kind: "drawn",
    id: `drawn-${at + 1}`,
  }));
  const servers = [...everyNth(serversOf(VARIANTS, FAULTS), EVERY[size].server), ...drawn];
  const faults = everyNth(serviceFaults(serviceOf(readService("eks").served)), EVERY[size].service);
  const services: SelftestServer[] = [
    { kind: "service", id: "eks" },
    ...faults.map(({ id }): SelftestServer => ({ kind: "service-fault", id })),
  ];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const onResult = (suite: VerdictRow["suite"]) => (result: ServerResult) => write(rowOf(suite, seed, result));
    await runServers(servers, { seed, cases, jobs, onResult: onResult("register-cluster") });
    await runServers(services, { seed, cases, jobs, spec: "eks", onResult: onResult("eks") });
  }
  if (whole) for (const [id, situation] of Object.entries(SITUATIONS)) write(await roughRow(id, situation));
  closeSync(file);
}

function everyNth<T>(all: readonly T[], nth: number): readonly T[] {
  return all.filter((_, at) => at % nth === 0);
}

function rowOf(suite: VerdictRow["suite"], seed: number, result: ServerResult): VerdictRow {
  const { server, verdict, exitCode, verdicts, cases, left } = result;
  return { suite, seed, ...server, verdict, exitCode, cases, left: left.length, verdicts };
}

/** Which requirements a run comes to there is a matter of time, so what is not met is all that is kept of them. */
async function roughRow(id: string, situation: BoundsSituation): Promise<VerdictRow> {
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-verdicts-"));
  const suite = situation.spec ?? "register-cluster";
  try {
    await roughRun(situation, out, undefined);
    const { outcome, clusters, requirements } = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as RunRecord;
    const missed = requirements.filter(({ verdict }) => verdict === "fail");
    return {
      ...{ suite, seed: 1, kind: "rough", id, verdict: outcome.verdict, exitCode: outcome.exitCode },
      left: clusters.left.length,
      verdicts: Object.fromEntries(missed.map((requirement) => [requirement.id, requirement.verdict])),
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
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
  return new Map(read.map((row) => [`${row.suite}, seed ${row.seed}, ${row.kind} ${row.id}`, row]));
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
