import type { RunPlan } from "#cli/run/run-suite.ts";
import { bareLoop, type BareFigures, type SentRequest } from "./bare-loop.ts";
import { judgedRun, planOf, type JudgedRun } from "./judged-run.ts";
import { startBenchServer } from "./server.ts";
import { fixed, median, row, type TableRow } from "./table.ts";

interface Size {
  /** Random inputs per constraint. */
  readonly cases: number;
  readonly rounds: number;
}

interface JudgedAndBare {
  readonly judged: JudgedRun;
  readonly bare: BareFigures;
  readonly cases: number;
}

/** As many cases as a run has unless told, and enough for the beginning of a run not to count. */
const SIZES: readonly Size[] = [
  { cases: 60, rounds: 3 },
  { cases: 300, rounds: 1 },
];

/** Requests in flight, and how much of the bare loop's rate is asked. */
const LOADS = [
  { concurrency: 1, asked: "0.8" },
  { concurrency: 8, asked: "" },
  { concurrency: 32, asked: "0.5" },
];

/** Answers of the bare loop that have the run's status, at least; the others tell of page tokens and of turns taken. */
const ALIKE = 0.95;

/**
 * Judged cases a second against a bare loop that sends the same bytes, each on a fresh server, turn by turn. The
 * contract is read once: `start` has what that takes.
 */
export async function measureThroughput(): Promise<TableRow[]> {
  const sizes: Recorded[] = [];
  for (const size of SIZES) sizes.push(await recorded(size));
  const rows: TableRow[] = [];
  for (const { concurrency, asked } of LOADS) {
    for (const size of sizes) {
      const pairs = await measured(concurrency, size);
      const what = `judged/bare, ${concurrency} in flight, --cases ${size.cases}`;
      rows.push(row(what, ratio(pairs, "ms"), { asked, of: ratesOf(pairs) }));
    }
  }
  return rows;
}

function ratio(pairs: readonly JudgedAndBare[], figure: "ms" | "cpuMs"): string {
  return fixed(median(pairs.map(({ judged, bare }) => bare[figure] / judged[figure])));
}

function ratesOf(pairs: readonly JudgedAndBare[]): string {
  const perSecond = (side: "judged" | "bare") =>
    fixed(median(pairs.map((pair) => (pair.cases * 1000) / pair[side].ms)), 0);
  return `${perSecond("judged")} judged cases/s of ${perSecond("bare")}; in CPU time ${ratio(pairs, "cpuMs")}`;
}

/** What a run of that size sends, whatever is in flight. */
interface Recorded extends Size {
  readonly plan: RunPlan;
  /** Requests are signed for it, so a server on another one refuses them all. */
  readonly port: string;
  readonly sent: readonly SentRequest[];
}

async function recorded(size: Size): Promise<Recorded> {
  const { cases } = size;
  const plan = planOf({ cases });
  return onFreshServer("0", async (url) => {
    const { sent } = await judgedRun(url, { concurrency: 8, cases, plan, keep: true });
    return { ...size, plan, port: new URL(url).port, sent };
  });
}

async function measured(concurrency: number, { cases, rounds, plan, port, sent }: Recorded): Promise<JudgedAndBare[]> {
  const pairs: JudgedAndBare[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const judged = await onFreshServer(port, (url) => judgedRun(url, { concurrency, cases, plan }));
    const bare = await onFreshServer(port, (url) => bareLoop(url, sent, concurrency));
    if (bare.alike < ALIKE) {
      throw new Error(
        `the bare loop measures something else: ${fixed(bare.alike * 100, 0)} % of its answers are alike`,
      );
    }
    pairs.push({ judged, bare, cases: judged.record.traffic.cases });
  }
  return pairs;
}

async function onFreshServer<T>(port: string, use: (url: string) => Promise<T>): Promise<T> {
  const server = await startBenchServer(["--port", port]);
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}
