import type { Fault } from "#reference/fault.ts";
import { FAULTS } from "#reference/faults.ts";
import { startReferenceWorker } from "#reference/server/worker.ts";
import { judgedRun, planOf } from "./judged-run.ts";
import { CREDENTIALS, REGION } from "./server.ts";
import { fixed, median, row, type TableRow } from "./table.ts";

/** A run that stopped at a fault: requests sent until its first failure, and until all was cleaned up. */
interface Stop {
  readonly id: string;
  readonly caughtAt: number;
  readonly requests: number;
  readonly ms: number;
}

const SAMPLE = 20;
const CASES = 3;

/** Requests and seconds until a run with --fail-fast stops at a fault, over a sample of the catalogue. */
export async function measureFaults(): Promise<TableRow[]> {
  const step = Math.max(1, Math.floor(FAULTS.length / SAMPLE));
  return stopsAt(FAULTS.filter((_, at) => at % step === 0));
}

/** The same over the whole catalogue; takes minutes. */
export async function measureEveryFault(): Promise<TableRow[]> {
  return stopsAt(FAULTS);
}

async function stopsAt(sample: readonly Fault[]): Promise<TableRow[]> {
  const found: Stop[] = [];
  for (const { id } of sample) found.push(...(await stopAt(id)));
  const slow = found.filter(({ ms }) => ms > 1_000).toSorted((a, b) => b.ms - a.ms);
  const of = `runs with --fail-fast, on ${sample.length} of ${FAULTS.length} seeded faults`;
  const middle = (figure: "caughtAt" | "requests" | "ms") => median(found.map((stop) => stop[figure]));
  return [
    row("stopped at a failure", `${found.length} of ${sample.length}`, { of: `${of}; SHOULD faults only warn` }),
    row("median requests until the first failure", fixed(middle("caughtAt"), 0), { of: `${of}, 32 in flight` }),
    row("median requests until stopped and cleaned up", fixed(middle("requests"), 0), { of }),
    row("median time until then", `${fixed(middle("ms") / 1000)} s`, { of }),
    row("stopped and cleaned up within a second", `${found.length - slow.length} of ${found.length}`, {
      asked: "all",
      of,
    }),
    ...slow.map(({ id, ms }) => row(`  ${id}`, `${fixed(ms / 1000)} s`)),
  ];
}

/** Empty when nothing failed. */
async function stopAt(fault: string): Promise<Stop[]> {
  const server = await startReferenceWorker({
    region: REGION,
    auth: true,
    credentials: CREDENTIALS,
    hooks: true,
    fault,
  });
  const plan = planOf({ cases: CASES, failFast: true });
  const { record, ms } = await judgedRun(server.url, { concurrency: 32, cases: CASES, plan });
  await server.close();
  const caught = record.requirements.flatMap(({ firstFailureAtRequest }) => firstFailureAtRequest ?? []);
  if (caught.length === 0) return [];
  return [{ id: fault, caughtAt: Math.min(...caught), requests: record.traffic.requests, ms }];
}
