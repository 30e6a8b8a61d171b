// The suite against every conforming server with many seeds, where nothing may fail, and against every fault, to tell
// the ones that only chance catches. Usage: npm run seeds -- [--seeds N] [--fault-seeds N] [--cases N] [--jobs N] [--out FILE]
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { buildMatrix } from "../dist/cli/selftest/matrix.js";
import { runSubjects } from "../dist/cli/selftest/pool.js";
import { FAULTS } from "../dist/reference/faults.js";
import { VARIANTS } from "../dist/reference/variants.js";
import { isWrong } from "../dist/reports/model/kills.js";
import { allRequirements } from "../dist/spec/all-requirements.js";
import { loadBundledContract } from "../dist/spec/contract/load.js";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "50" },
    "fault-seeds": { type: "string", default: "50" },
    cases: { type: "string", default: "3" },
    jobs: { type: "string", default: String(availableParallelism()) },
    out: { type: "string" },
  },
});
const [seeds, faultSeeds, cases, jobs] = [values.seeds, values["fault-seeds"], values.cases, values.jobs].map(
  wholeNumber,
);

/** Seeds far apart, the same ones each time. */
const SEED_STEP = 7919;

const requirements = allRequirements(loadBundledContract());
const alarms = new Map();
const caught = new Map(FAULTS.map(({ id }) => [id, []]));

for (let round = 1; round <= Math.max(seeds, faultSeeds); round += 1) {
  const seed = round * SEED_STEP;
  const matrix = await matrixOf(seed, round <= seeds ? VARIANTS : [], round <= faultSeeds ? FAULTS : []);
  for (const row of matrix.conforming.filter(isWrong)) alarms.set(row.id, [...(alarms.get(row.id) ?? []), seed]);
  for (const { id, status } of matrix.faults) if (status === "killed") caught.get(id)?.push(seed);
  const missed = matrix.faults.filter(({ status }) => status !== "killed").length;
  console.error(`seed ${seed}: ${matrix.conforming.filter(isWrong).length} false alarms, ${missed} faults not caught`);
}

const byChance = [...caught].filter(([, hits]) => hits.length > 0 && hits.length < faultSeeds);
const never = faultSeeds === 0 ? [] : [...caught].filter(([, hits]) => hits.length === 0);
console.log(`${seeds} seeds × ${VARIANTS.length + 1} conforming servers: ${alarms.size} with a false alarm`);
for (const [id, failing] of alarms)
  console.log(`  ${id.padEnd(52)} ${failing.length} of ${seeds}, such as ${failing[0]}`);
console.log(
  `${faultSeeds} seeds × ${FAULTS.length} faults: ${byChance.length} caught by chance only, ${never.length} never`,
);
for (const [id, hits] of byChance)
  console.log(`  ${id.padEnd(52)} ${hits.length} of ${faultSeeds}, such as ${hits[0]}`);
for (const [id] of never) console.log(`  ${id.padEnd(52)} never`);
if (values.out !== undefined) {
  const counts = Object.fromEntries([...caught].map(([id, hits]) => [id, hits.length]));
  writeFileSync(
    values.out,
    `${JSON.stringify({ seeds, faultSeeds, cases, alarms: Object.fromEntries(alarms), caught: counts }, null, 1)}\n`,
  );
}
process.exitCode = alarms.size > 0 || byChance.length > 0 || never.length > 0 ? 1 : 0;

async function matrixOf(seed, variants, faults) {
  const subjects = [
    { kind: "plain", id: "plain" },
    ...variants.map(({ id }) => ({ kind: "variant", id })),
    ...faults.map(({ id }) => ({ kind: "fault", id })),
  ];
  const results = await runSubjects(subjects, { seed, cases, jobs, untilCaught: true, onResult: () => undefined });
  const tool = { name: "eks-conformance", version: "0" };
  return buildMatrix({ tool, seed, cases, partial: true, requirements, faults, variants, results });
}

function wholeNumber(text) {
  if (/^\d+$/.test(text)) return Number(text);
  console.error(`seeds: "${text}" is no whole number`);
  process.exit(2);
}
