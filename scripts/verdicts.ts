/**
 * Compares what both suites make of the reference, of its conforming variants and of its faults, and of recordings of
 * servers by others, with the baseline: requirement, verdict and grade. Exit 1 where something differs. With --quick a
 * sample, in minutes; --accept writes the baseline anew of what was run.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runServers } from "#cli/selftest/pool.ts";
import type { SelftestServer, ServerResult } from "#cli/selftest/selftest-server.ts";
import { ROOT } from "./package-root.ts";
import { readFlags, wholeNumberIn } from "./usage.ts";
import { baselineText, differencesOf, readBaseline, unlikePlain, type FrozenRun } from "./verdicts/frozen-run.ts";
import { allServers, isQuick, type FrozenSuite } from "./verdicts/frozen-servers.ts";
import { judgedRecording, RECORDINGS } from "./verdicts/recordings.ts";

const USAGE = "npm run verdicts [-- --quick] [--accept] [--jobs N]";
const BASELINE = join(ROOT, "scripts", "verdicts", "baseline.txt");
const SEED = 1;

const { values } = readFlags(USAGE, {
  options: {
    quick: { type: "boolean", default: false },
    accept: { type: "boolean", default: false },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});
const jobs = wholeNumberIn(USAGE, values.jobs);
const servers = allServers();
const runs = [...(await frozen("register-cluster")), ...(await frozen("eks")), ...RECORDINGS.map(judgedRecording)];
const before = readBaseline(existsSync(BASELINE) ? readFileSync(BASELINE, "utf8") : "");
if (values.accept) accept();
else compare();

/** The plain server's run in whole, and of each other what differs from it. */
async function frozen(suite: FrozenSuite): Promise<readonly FrozenRun[]> {
  const chosen = values.quick ? servers[suite].filter(isQuick) : servers[suite];
  const options = { seed: SEED, cases: 0, jobs, narrowed: true, spec: suite, onResult: progress(chosen.length) };
  const { results, failed } = await runServers(chosen, options);
  if (failed[0] !== undefined) throw new Error(`${failed[0].server}: ${failed[0].failure}`);
  const ran = results.map(({ server, ...result }) => ({
    isPlain: server.kind === "plain" || server.kind === "service",
    run: frozenOf(keyOf(suite, server), result),
  }));
  const plain = ran.find(({ isPlain }) => isPlain)?.run;
  if (plain === undefined) throw new Error(`${suite}: the plain server was not run`);
  return ran.map(({ isPlain, run }) => (isPlain ? run : unlikePlain(run, plain)));
}

function keyOf(suite: FrozenSuite, { kind, id }: SelftestServer): string {
  return `${suite} ${kind} ${id}`;
}

function frozenOf(key: string, { verdict, exitCode, left, verdicts }: Omit<ServerResult, "server">): FrozenRun {
  const outcome = `${verdict}, exit ${exitCode}, ${left.length} left`;
  return { key, outcome, verdicts: new Map(Object.entries(verdicts)) };
}

/** A sample says nothing of the rest, whose lines stay. */
function accept(): void {
  const ran = new Set(runs.map(({ key }) => key));
  const kept = values.quick ? [...before.values()].filter(({ key }) => !ran.has(key) && !isSampled(key)) : [];
  writeFileSync(BASELINE, baselineText([...kept, ...runs]));
  console.log(`${runs.length} runs accepted`);
}

function compare(): void {
  const differences = differencesOf(before, runs, values.quick ? isSampled : () => true);
  for (const line of differences) console.log(line);
  console.log(`${runs.length} runs compared, ${differences.length} differences`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}

/** Whether a quick freeze has the run of this key. */
function isSampled(key: string): boolean {
  const [, kind = "", id = ""] = key.split(" ");
  return kind === "recorded" || isQuick({ kind: kind as SelftestServer["kind"], id });
}

function progress(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (done % 50 === 0) console.error(`${done} of ${total} servers tested`);
  };
}
