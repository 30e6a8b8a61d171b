import { bareLoop } from "./bare-loop.mjs";
import { judgedRun } from "./judged-run.mjs";
import { startServer } from "./server.mjs";
import { fixed, median, printTable } from "./table.mjs";

const ROUNDS = 3;
/** Random inputs per constraint, as many as a run has unless told. */
const CASES = 60;

/** Answers of the bare loop that have the run's status, at least; the others tell of page tokens and of turns taken. */
const ALIKE = 0.95;

/** Judged cases a second against a bare loop that sends the same bytes, each on a fresh server, turn by turn. */
export async function measureThroughput() {
  const rows = [];
  for (const concurrency of [1, 8, 32]) {
    const { port, sent } = await recorded(concurrency);
    const pairs = [];
    for (let round = 0; round < ROUNDS; round += 1) pairs.push(await pair(port, concurrency, sent));
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

/** The requests of a run, and the port they are signed for: a server on another one refuses them all. */
async function recorded(concurrency) {
  return onFreshServer(0, async (url) => {
    const { sent } = await judgedRun(url, { concurrency, cases: CASES, keep: true });
    return { port: new URL(url).port, sent };
  });
}

async function pair(port, concurrency, sent) {
  const judged = await onFreshServer(port, (url) => judgedRun(url, { concurrency, cases: CASES }));
  const bare = await onFreshServer(port, (url) => bareLoop(url, sent, concurrency));
  if (bare.alike < ALIKE) {
    throw new Error(`The bare loop measures something else: ${fixed(bare.alike * 100, 0)} % of its answers are alike.`);
  }
  return { judged, bare, cases: judged.record.traffic.cases };
}

async function onFreshServer(port, use) {
  const server = await startServer(["--port", String(port)]);
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}
