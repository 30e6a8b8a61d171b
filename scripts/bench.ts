/** Figures in one table, as ratios of one run where a machine's speed would show. */
import { measureEveryFault, measureFaults } from "./bench/faults.ts";
import { measureGrowth, measureStart } from "./bench/processes.ts";
import { measureMutating, measureProxied } from "./bench/proxied.ts";
import { measureReports } from "./bench/reports.ts";
import { measureStages } from "./bench/stages.ts";
import { printTable, type TableRow } from "./bench/table.ts";
import { measureThroughput } from "./bench/throughput.ts";
import { readFlags, exitWithUsage } from "./usage.ts";

type Benchmark = () => Promise<TableRow[]>;

const PARTS: Readonly<Record<string, Benchmark>> = {
  throughput: measureThroughput,
  stages: measureStages,
  start: measureStart,
  growth: measureGrowth,
  faults: measureFaults,
  reports: measureReports,
  proxied: measureProxied,
};

/** Measured when named only. */
const LONG_PARTS: Readonly<Record<string, Benchmark>> = { "every-fault": measureEveryFault, mutating: measureMutating };

const ALL = { ...PARTS, ...LONG_PARTS };
const USAGE = `npm run bench [-- NAME...], NAME being ${Object.keys(ALL).join(", ")}`;

const { positionals: wanted } = readFlags(USAGE, { allowPositionals: true, options: {} });
const unknown = wanted.find((name) => !(name in ALL));
if (unknown !== undefined) exitWithUsage(USAGE, `bench: there is no part "${unknown}"`);
const rows: TableRow[] = [];
for (const [name, measure] of Object.entries(wanted.length === 0 ? PARTS : ALL)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`bench: ${name}`);
  rows.push(...(await measure()));
}
printTable(rows);
