import { bareLoop } from "./bare-loop.mjs";
import { judgedRun, planOf } from "./judged-run.mjs";
import { canPlace, placeApart } from "./placement.mjs";
import { startServer } from "./server.mjs";
import { fixed, median, printTable } from "./table.mjs";

const ROUNDS = 5;
/** Random inputs per constraint, as many as a run has unless told. */
const CASES = 60;

/** Answers of the bare loop that have the run's status, at least; the others tell of page tokens and of turns taken. */
const ALIKE = 0.95;

/**
 * Judged cases a second against a bare loop that sends the same bytes, each on a fresh server, turn by turn: wherever
 * the scheduler puts client and server, and with a core for each. The contract is read once: `start` has what that takes.
 */
export async function measureThroughput() {
  const rows = [];
  for (const concurrency of [1, 8, 32]) {
    const recording = await recorded(concurrency);
    const together = await pairs(recording, false);
    const apart = canPlace ? await pairs(recording, true) : [];
    rows.push([
      `${concurrency} in flight`,
      fixed(median(together.map(({ judged, cases }) => (cases * 1000) / judged.ms)), 0),
      fixed(median(together.map(({ bare, cases }) => (cases * 1000) / bare.ms)), 0),
      ratioOf(together, "ms"),
      ratioOf(together, "cpuMs"),
      ratioOf(apart, "ms"),
    ]);
  }
  printTable(
    "Judged cases a second against a bare undici loop with the same requests",
    ["", "judged/s", "bare/s", "ratio, time", "ratio, CPU", "ratio, time, a core each"],
    rows,
  );
}

function ratioOf(measured, figure) {
  return fixed(median(measured.map(({ judged, bare }) => bare[figure] / judged[figure])));
}

/** The requests of a run, and the port they are signed for: a server on another one refuses them all. */
async function recorded(concurrency) {
  const plan = planOf({ cases: CASES });
  return onFreshServer(0, false, async (url) => {
    const { sent } = await judgedRun(url, { concurrency, cases: CASES, plan, keep: true });
    return { port: new URL(url).port, sent, plan, concurrency };
  });
}

async function pairs(recording, apart) {
  const measured = [];
  for (let round = 0; round < ROUNDS; round += 1) measured.push(await pair(recording, apart));
  return measured;
}

async function pair({ port, sent, plan, concurrency }, apart) {
  const judged = await onFreshServer(port, apart, (url) => judgedRun(url, { concurrency, cases: CASES, plan }));
  const bare = await onFreshServer(port, apart, (url) => bareLoop(url, sent, concurrency));
  if (bare.alike < ALIKE) {
    throw new Error(`The bare loop measures something else: ${fixed(bare.alike * 100, 0)} % of its answers are alike.`);
  }
  return { judged, bare, cases: judged.record.traffic.cases };
}

async function onFreshServer(port, apart, use) {
  const server = await startServer(["--port", String(port)]);
  const undo = apart ? placeApart(server.pid) : undefined;
  try {
    return await use(server.url);
  } finally {
    undo?.();
    await server.close();
  }
}
