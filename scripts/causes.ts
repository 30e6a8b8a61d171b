/**
 * How many causes a report tells of for each seeded fault: one wherever one is right. Prints the distribution, and the
 * faults of which more than one is told.
 */
import { ServerRunner } from "#cli/selftest/server-runner.ts";
import { FAULTS } from "#reference/faults.ts";
import { headline } from "#reports/model/causes/cause.ts";
import { causesOf, failingCauses } from "#reports/model/causes/causes-of.ts";
import { RecordFold } from "#suites/record/building/record-of-events.ts";
import { readFlags, wholeNumberIn } from "./usage.ts";

const USAGE = "npm run causes [-- --every N] [--seed N] [--cases N]";

const { values } = readFlags(USAGE, {
  options: {
    every: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    cases: { type: "string", default: "1" },
  },
});
const every = wholeNumberIn(USAGE, values.every);
const runner = new ServerRunner({ seed: wholeNumberIn(USAGE, values.seed), cases: wholeNumberIn(USAGE, values.cases) });
const faultsByCauses = new Map<number, number>();
for (const { id } of FAULTS.filter((_fault, index) => index % every === 0)) {
  const titles = await titlesOf(id);
  faultsByCauses.set(titles.length, (faultsByCauses.get(titles.length) ?? 0) + 1);
  if (titles.length > 1) console.log([id, ...titles].join("\n  "));
}
for (const [causes, faults] of [...faultsByCauses].sort(([a], [b]) => a - b)) {
  console.log(`${causes} causes: ${faults} faults`);
}

async function titlesOf(id: string): Promise<string[]> {
  const fold = new RecordFold();
  await runner.run({ kind: "fault", id }, (event) => fold.apply(event));
  const record = fold.record();
  return failingCauses(record, causesOf(record)).map(headline);
}
