import type { Clock } from "#endpoint/clock.ts";
import { causesSoFar } from "#reports/html/live/causes-so-far.ts";
import { exchangeText } from "#reports/html/live/exchange-text.ts";
import { liveHead } from "#reports/html/live/live-head.ts";
import { liveExchange, type SeenExchange } from "#reports/html/live/live-exchange.ts";
import {
  type LiveCounts,
  type LiveEnd,
  type LiveExchange,
  type LiveView,
  SHOWN_EXCHANGES,
  statusClass,
} from "#reports/html/live/live-view.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RunRecord } from "#suites/record/record.ts";

export interface LiveStateOptions {
  /** The record as it is so far. */
  readonly record: () => RunRecord;
  /** What never came to be judged, as it is counted. */
  readonly counts: Pick<LiveCounts, "refused" | "unjudged">;
  readonly reportFile: string | undefined;
  readonly clock: Pick<Clock, "now">;
}

/** What the page shows, kept up to date: the newest exchanges, and counts of all. */
export interface LiveState {
  see(seen: SeenExchange): void;
  view(): LiveView;
  /** Request and answer of one that it shows; undefined of any other. */
  exchange(number: number): string | undefined;
  /** Milliseconds until causes are looked for again; undefined where those shown are all. */
  dueIn(): number | undefined;
  end(record: RunRecord, exitCode: number | undefined): void;
}

/** Looking for causes may take so much of the time, one in so many: the proxy has other things to do. */
const SHARE = 20;

type CausesShown = Pick<LiveView, "causes" | "moreCauses">;

export function openLiveState({ record, counts, reportFile, clock }: LiveStateOptions): LiveState {
  const begun = record();
  const head = liveHead(begun);
  const exchanges: LiveExchange[] = [];
  const evidence = new Map<number, Evidence>();
  const byStatus = { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0, none: 0 };
  let [seen, withFindings] = [0, 0];
  let causes: CausesShown = { causes: [], moreCauses: 0 };
  // They are looked for when somebody looks at them, and something was found since.
  let [isStale, notBefore] = [false, Number.NEGATIVE_INFINITY];
  let end: LiveEnd | undefined;
  const current = (): CausesShown => {
    const startedAt = clock.now();
    if (!isStale || startedAt < notBefore) return causes;
    isStale = false;
    causes = causesSoFar(record());
    const endedAt = clock.now();
    notBefore = endedAt + SHARE * (endedAt - startedAt);
    return causes;
  };
  return {
    see: (exchange) => {
      seen += 1;
      const next = liveExchange(exchange, seen, begun.requirements);
      exchanges.push(next);
      evidence.set(seen, exchange.evidence);
      if (exchanges.length > SHOWN_EXCHANGES) evidence.delete(exchanges.shift()?.number ?? 0);
      byStatus[statusClass(next.status)] += 1;
      if (next.findings.length === 0) return;
      withFindings += 1;
      isStale = true;
    },
    view: () => ({
      ...head,
      reportFile,
      counts: {
        exchanges: seen,
        withFindings,
        refused: counts.refused,
        unjudged: counts.unjudged,
        byStatus: { ...byStatus },
      },
      exchanges: [...exchanges],
      ...current(),
      end,
    }),
    exchange: (number) => {
      const shown = evidence.get(number);
      return shown === undefined ? undefined : exchangeText(shown);
    },
    dueIn: () => (isStale ? Math.max(0, notBefore - clock.now()) : undefined),
    end: (last, exitCode) => {
      const { verdict, answer, counts: met } = last.outcome;
      isStale = false;
      causes = causesSoFar(last);
      end = { verdict, answer, counts: met, exitCode };
    },
  };
}
