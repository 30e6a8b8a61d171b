import { bareLoop } from "./bare-loop.mjs";
import { judgedRun, planOf } from "./judged-run.mjs";
import { startServer } from "./server.mjs";
import { fixed, median, row } from "./table.mjs";

/** Random inputs per constraint: as many as a run has unless told, and enough for the beginning of a run not to count. */
const SIZES = [
  { cases: 60, rounds: 7 },
  { cases: 300, rounds: 3 },
];

/** So much of the bare loop's rate is asked, by requests in flight. */
const ASKED = { 1: "0.8", 32: "0.5" };

/** Answers of the bare loop that have the run's status, at least; the others tell of page tokens and of turns taken. */
const ALIKE = 0.95;

/**
 * Judged cases a second against a bare loop that sends the same bytes, each on a fresh server, turn by turn. The
 * contract is read once: `start` has what that takes.
 */
export async function measureThroughput() {
  const rows = [];
  for (const concurrency of [1, 8, 32]) {
    for (const { cases, rounds } of SIZES) {
      const pairs = await measured(concurrency, cases, rounds);
      const perSecond = (side) => fixed(median(pairs.map((pair) => (pair.cases * 1000) / pair[side].ms)), 0);
      const ratio = (figure) => fixed(median(pairs.map(({ judged, bare }) => bare[figure] / judged[figure])));
      const of = `${perSecond("judged")} judged cases/s of ${perSecond("bare")}; in CPU time ${ratio("cpuMs")}`;
      rows.push(
        row(`judged/bare, ${concurrency} in flight, --cases ${cases}`, ratio("ms"), { asked: ASKED[concurrency], of }),
      );
    }
  }
  return rows;
}

async function measured(concurrency, cases, rounds) {
  const plan = planOf({ cases });
  // The bare loop needs the port too, since requests are signed for it: a server on another one refuses them all.
  const { port, sent } = await onFreshServer(0, async (url) => {
    const { sent } = await judgedRun(url, { concurrency, cases, plan, keep: true });
    return { port: new URL(url).port, sent };
  });
  const pairs = [];
  for (let round = 0; round < rounds; round += 1) {
    const judged = await onFreshServer(port, (url) => judgedRun(url, { concurrency, cases, plan }));
    const bare = await onFreshServer(port, (url) => bareLoop(url, sent, concurrency));
    if (bare.alike < ALIKE) {
      throw new Error(
        `The bare loop measures something else: ${fixed(bare.alike * 100, 0)} % of its answers are alike.`,
      );
    }
    pairs.push({ judged, bare, cases: judged.record.traffic.cases });
  }
  return pairs;
}

async function onFreshServer(port, use) {
  const server = await startServer(["--port", String(port)]);
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}
