/**
 * The suite against every conforming server with many seeds, where nothing may fail, and against every fault, to tell
 * those that only chance catches.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { buildKillMatrix } from "#cli/selftest/build-kill-matrix.ts";
import { runServers } from "#cli/selftest/pool.ts";
import { FAULTS } from "#reference/faults.ts";
import type { Fault, Variant } from "#reference/fault.ts";
import { VARIANTS } from "#reference/variants.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { isWrong } from "#reports/model/selftest/kills.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { serversOf } from "./selftest-servers.ts";
import { readFlags, exitWithUsage, wholeNumberIn } from "./usage.ts";

/** Seeds with a false alarm, and seeds that caught a fault, by the id of server and fault. */
interface Tallies {
  readonly alarms: Map<string, number[]>;
  readonly caught: Map<string, number[]>;
}

const USAGE = "npm run seeds [-- --seeds N] [--fault-seeds N] [--cases N] [--kind KIND] [--jobs N] [--out FILE]";
/** Seeds far apart, the same ones each time. */
const SEED_STEP = 7919;

const { values } = readFlags(USAGE, {
  options: {
    seeds: { type: "string", default: "50" },
    "fault-seeds": { type: "string", default: "50" },
    cases: { type: "string", default: "3" },
    kind: { type: "string", default: "reference" },
    jobs: { type: "string", default: String(availableParallelism()) },
    out: { type: "string" },
  },
});
const seeds = wholeNumberIn(USAGE, values.seeds);
const faultSeeds = wholeNumberIn(USAGE, values["fault-seeds"]);
const cases = wholeNumberIn(USAGE, values.cases);
const jobs = wholeNumberIn(USAGE, values.jobs);
const kind = (["reference", "emulator", "aws"] as const).find((each) => each === values.kind);
if (kind === undefined) exitWithUsage(USAGE, `seeds: there is no kind of target "${values.kind}"`);

const requirements = allRequirements(loadBundledContract());
const tallies: Tallies = { alarms: new Map(), caught: new Map(FAULTS.map(({ id }) => [id, []])) };
for (let round = 1; round <= Math.max(seeds, faultSeeds); round += 1) {
  const seed = round * SEED_STEP;
  note(seed, await matrixOf(seed, round <= seeds ? VARIANTS : [], round <= faultSeeds ? FAULTS : []));
}
process.exitCode = report(tallies) ? 0 : 1;
if (values.out !== undefined) save(values.out);

async function matrixOf(seed: number, variants: readonly Variant[], faults: readonly Fault[]): Promise<KillMatrix> {
  const options = { seed, cases, jobs, kind, untilCaught: true, onResult: () => undefined };
  const { results, failed } = await runServers(serversOf(variants, faults), options);
  const tool = { name: "eks-conformance", version: "0" };
  return buildKillMatrix({
    tool,
    seed,
    cases,
    partial: true,
    requirements,
    faults,
    variants,
    drawn: [],
    results,
    failed,
  });
}

function note(seed: number, { conforming, faults, failed }: KillMatrix): void {
  for (const { server, failure } of failed) console.error(`${server}: ${failure}`);
  const wrong = conforming.filter(isWrong);
  const killed = faults.filter(({ status }) => status === "killed");
  for (const { id } of wrong) tallies.alarms.set(id, [...(tallies.alarms.get(id) ?? []), seed]);
  for (const { id } of killed) tallies.caught.get(id)?.push(seed);
  console.error(`seed ${seed}: ${wrong.length} false alarms, ${faults.length - killed.length} faults not caught`);
}

/** True when there was no false alarm, and each fault was caught with every seed. */
function report({ alarms, caught }: Tallies): boolean {
  const byChance = [...caught].filter(([, hits]) => hits.length > 0 && hits.length < faultSeeds);
  const never = faultSeeds === 0 ? [] : [...caught].filter(([, hits]) => hits.length === 0);
  console.log(`${seeds} seeds × ${VARIANTS.length + 1} conforming servers: ${alarms.size} with a false alarm`);
  for (const [id, failing] of alarms) printLine(id, `${failing.length} of ${seeds}, such as ${failing[0]}`);
  console.log(
    `${faultSeeds} seeds × ${FAULTS.length} faults: ${byChance.length} caught by chance only, ${never.length} never`,
  );
  for (const [id, hits] of byChance) printLine(id, `${hits.length} of ${faultSeeds}, such as ${hits[0]}`);
  for (const [id] of never) printLine(id, "never");
  return alarms.size + byChance.length + never.length === 0;
}

function printLine(id: string, said: string): void {
  console.log(`  ${id.padEnd(52)} ${said}`);
}

function save(file: string): void {
  const caught = Object.fromEntries([...tallies.caught].map(([id, hits]) => [id, hits.length]));
  const alarms = Object.fromEntries(tallies.alarms);
  writeFileSync(file, `${JSON.stringify({ seeds, faultSeeds, cases, alarms, caught }, null, 1)}\n`);
}
