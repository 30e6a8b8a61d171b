// Figures in one table, as ratios of one run where a machine's speed would show. Usage: npm run bench [-- NAME...]
import { measureEveryFault, measureFaults } from "./bench/faults.mjs";
import { measureGrowth, measureStart } from "./bench/processes.mjs";
import { measureReports } from "./bench/reports.mjs";
import { measureStages } from "./bench/stages.mjs";
import { printTable } from "./bench/table.mjs";
import { measureThroughput } from "./bench/throughput.mjs";

const PARTS = {
  throughput: measureThroughput,
  stages: measureStages,
  start: measureStart,
  growth: measureGrowth,
  faults: measureFaults,
  reports: measureReports,
};

/** Measured when named only. */
const LONG_PARTS = { "every-fault": measureEveryFault };

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in PARTS || name in LONG_PARTS));
if (unknown !== undefined) {
  console.error(
    `bench: there is no part "${unknown}"; there are: ${Object.keys({ ...PARTS, ...LONG_PARTS }).join(", ")}`,
  );
  process.exit(2);
}
const parts = Object.entries({ ...PARTS, ...LONG_PARTS }).filter(([name]) =>
  wanted.length === 0 ? name in PARTS : wanted.includes(name),
);
const rows = [];
for (const [name, measure] of parts) {
  console.error(`bench: ${name}`);
  rows.push(...(await measure()));
}
printTable(rows);
