import { bareLoop } from "./bare-loop.mjs";
import { judgedRun } from "./judged-run.mjs";
import { startServer } from "./server.mjs";
import { fixed, median, printTable } from "./table.mjs";

const ROUNDS = 3;
/** Random inputs per constraint, as many as a run has unless told. */
const CASES = 60;

/** Judged cases a second against a bare loop that sends the same bytes, each on a fresh server, turn by turn. */
export async function measureThroughput() {
  const rows = [];
  for (const concurrency of [1, 8, 32]) {
    const { sent } = await onFreshServer((url) => judgedRun(url, { concurrency, cases: CASES, keep: true }));
    const pairs = [];
    for (let round = 0; round < ROUNDS; round += 1) pairs.push(await pair(concurrency, sent));
    const of = (pick) => median(pairs.map(pick));
    rows.push([
      `${concurrency} in flight`,
      fixed(
        of(({ judged, cases }) => (cases * 1000) / judged.ms),
        0,
      ),
      fixed(
        of(({ bare, cases }) => (cases * 1000) / bare.ms),
        0,
      ),
      fixed(of(({ judged, bare }) => bare.ms / judged.ms)),
      fixed(of(({ judged, bare }) => bare.cpuMs / judged.cpuMs)),
    ]);
  }
  printTable(
    "Judged cases a second against a bare undici loop with the same requests",
    ["", "judged/s", "bare/s", "ratio, time", "ratio, CPU"],
    rows,
  );
}

async function pair(concurrency, sent) {
  const judged = await onFreshServer((url) => judgedRun(url, { concurrency, cases: CASES }));
  const bare = await onFreshServer((url) => bareLoop(url, sent, concurrency));
  return { judged, bare, cases: judged.record.traffic.cases };
}

async function onFreshServer(use) {
  const server = await startServer();
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}
