// Verdicts of default runs against the reference, each conforming variant and each seeded fault, and what differs
// between two such sets. Usage: node scripts/verdicts.mjs take FILE [--seeds N]; node scripts/verdicts.mjs compare BEFORE AFTER
import { createWriteStream, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { runSubjects } from "../dist/cli/selftest/pool.js";
import { FAULTS } from "../dist/reference/faults.js";
import { VARIANTS } from "../dist/reference/variants.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "5" },
    cases: { type: "string", default: "3" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});
const [command, first, second] = positionals;
if (command === "take" && first !== undefined) await take(first);
else if (command === "compare" && first !== undefined && second !== undefined) compare(first, second);
else {
  console.error("verdicts: take FILE [--seeds N] [--cases N] [--jobs N], or compare BEFORE AFTER");
  process.exit(2);
}

async function take(path) {
  const file = createWriteStream(path);
  const subjects = [
    { kind: "plain", id: "plain" },
    ...VARIANTS.map(({ id }) => ({ kind: "variant", id })),
    ...FAULTS.map(({ id }) => ({ kind: "fault", id })),
  ];
  for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
    const onResult = ({ subject, verdict, exitCode, verdicts, cases, requests, left }) =>
      file.write(
        `${JSON.stringify({ seed, ...subject, verdict, exitCode, cases, requests, left: left.length, verdicts })}\n`,
      );
    await runSubjects(subjects, { seed, cases: Number(values.cases), jobs: Number(values.jobs), onResult });
  }
  file.end();
  await once(file, "finish");
}

function compare(before, after) {
  const [old, now] = [rows(before), rows(after)];
  const differences = [...old].flatMap(([key, row]) => differencesOf(key, row, now.get(key)));
  for (const line of differences.slice(0, 40)) console.log(line);
  if (differences.length > 40) console.log(`and ${differences.length - 40} more`);
  const unknown = [...now.keys()].filter((key) => !old.has(key));
  console.log(`${old.size} runs before, ${now.size} after; ${differences.length} differ, ${unknown.length} are new`);
  process.exitCode = differences.length + unknown.length > 0 ? 1 : 0;
}

function rows(path) {
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return new Map(lines.map((line) => JSON.parse(line)).map((row) => [`seed ${row.seed} ${row.kind} ${row.id}`, row]));
}

function differencesOf(key, old, now) {
  if (now === undefined) return [`${key}: not run after`];
  const facts = ["verdict", "exitCode", "cases", "left"].filter((name) => old[name] !== now[name]);
  const ids = new Set([...Object.keys(old.verdicts), ...Object.keys(now.verdicts)]);
  const changed = [...ids].filter((id) => old.verdicts[id] !== now.verdicts[id]);
  const words = [
    ...facts.map((name) => `${name} ${old[name]} -> ${now[name]}`),
    ...changed.map((id) => `${id} ${old.verdicts[id]} -> ${now.verdicts[id]}`),
  ];
  return words.length === 0 ? [] : [`${key}: ${words.join(", ")}`];
}
