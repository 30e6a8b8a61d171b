import { systemClock } from "#endpoint/clock.ts";
import { AbortScope } from "#endpoint/sending/abort.ts";
import { startPageServer } from "#endpoint/live-page/page-server.ts";
import type { SeenExchange } from "#reports/html/live/live-exchange.ts";
import { renderLivePage } from "#reports/html/live/live-page.tsx";
import { visibleJson } from "#spec/json/visible-json.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { livePageTools } from "#cli/files/writing/page-tools.ts";
import { render } from "#cli/run/results/output.ts";
import { type LiveState, type LiveStateOptions, openLiveState } from "./live-state.ts";

/** A page that shows traffic while it is judged. */
export interface LiveTraffic {
  /** Its address, with the token that it needs. */
  readonly url: string;
  /** Says what there is to show; nobody may have the address before. */
  show(options: Omit<LiveStateOptions, "clock">): void;
  see(seen: SeenExchange): void;
  /** Shows how it ended, and closes once open pages have that and the report, or do not ask. */
  end(record: RunRecord, exitCode: number | undefined): Promise<void>;
}

/** Milliseconds that open pages have for the end. */
const GRACE_MS = 5_000;

/** Lends a page on loopback, where one is asked for. */
export async function withLive<Result>(
  isAsked: boolean,
  use: (live: LiveTraffic | undefined) => Promise<Result>,
): Promise<Result> {
  if (!isAsked) return use(undefined);
  const shown: { state?: LiveState; last?: RunRecord; report?: string } = {};
  const stateOf = (): LiveState => {
    if (shown.state === undefined) throw new Error("a page was asked for before there was anything to show");
    return shown.state;
  };
  const over = new AbortController();
  const scope = new AbortScope(over.signal);
  let isWaiting = false;
  const tellLater = (): void => {
    const ms = stateOf().dueIn();
    if (ms === undefined || isWaiting) return;
    isWaiting = true;
    systemClock.sleep(ms, scope).then(
      () => {
        isWaiting = false;
        server.changed();
      },
      () => undefined,
    );
  };
  const tools = livePageTools();
  const server = await startPageServer({
    clock: systemClock,
    page: () => renderLivePage(stateOf().view(), tools),
    state: () => {
      const told = visibleJson(stateOf().view());
      tellLater();
      return told;
    },
    exchange: (number) => stateOf().exchange(number),
    // Rendered for the first that asks.
    report: () => (shown.report ??= shown.last === undefined ? undefined : render(shown.last, "html")),
  });
  try {
    return await use({
      url: server.url,
      show: (options) => void (shown.state = openLiveState({ ...options, clock: systemClock })),
      see: (seen) => {
        shown.state?.see(seen);
        server.changed();
      },
      end: async (record, exitCode) => {
        shown.last = record;
        stateOf().end(record, exitCode);
        await server.close(GRACE_MS);
      },
    });
  } finally {
    over.abort();
    await server.close(0);
  }
}
