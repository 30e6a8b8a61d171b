import { FAULTS } from "../../dist/reference/faults.js";
import { startReferenceWorker } from "../../dist/reference/worker.js";
import { judgedRun } from "./judged-run.mjs";
import { CREDENTIALS, REGION } from "./server.mjs";
import { fixed, median, row } from "./table.mjs";

const SAMPLE = 40;

/** Requests and seconds until a run with --fail-fast stops at a fault, over a sample of the catalogue. */
export async function measureFaults() {
  const step = Math.max(1, Math.floor(FAULTS.length / SAMPLE));
  return stopAt(FAULTS.filter((_, at) => at % step === 0));
}

/** The same over the whole catalogue; takes minutes. */
export async function measureEveryFault() {
  return stopAt(FAULTS);
}

async function stopAt(sample) {
  const found = [];
  for (const { id } of sample) {
    const options = { region: REGION, auth: true, credentials: CREDENTIALS, hooks: true, fault: id };
    const server = await startReferenceWorker(options);
    const { record, ms } = await judgedRun(server.url, { concurrency: 32, cases: 3, failFast: true });
    await server.close();
    const caught = record.requirements.flatMap(({ firstFailureAtRequest }) => firstFailureAtRequest ?? []);
    if (caught.length > 0) found.push({ id, caughtAt: Math.min(...caught), requests: record.traffic.requests, ms });
  }
  const slow = found.filter(({ ms }) => ms > 1_000).toSorted((a, b) => b.ms - a.ms);
  const of = `runs with --fail-fast, on ${sample.length} of ${FAULTS.length} seeded faults`;
  return [
    row("stopped at a failure", `${found.length} of ${sample.length}`, { of: `${of}; SHOULD faults only warn` }),
    row("median requests until the first failure", fixed(median(found.map(({ caughtAt }) => caughtAt)), 0), {
      of: `${of}, 32 in flight`,
    }),
    row("median requests until stopped and cleaned up", fixed(median(found.map(({ requests }) => requests)), 0), {
      of,
    }),
    row("median time until then", `${fixed(median(found.map(({ ms }) => ms)) / 1000)} s`, { of }),
    row("stopped and cleaned up within a second", `${found.length - slow.length} of ${found.length}`, {
      asked: "all",
      of,
    }),
    ...slow.map(({ id, ms }) => row(`  ${id}`, `${fixed(ms / 1000)} s`)),
  ];
}
