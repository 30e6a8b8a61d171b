import { render } from "preact";
import type { LiveDesk } from "#reports/html/live/live-desk.ts";
import { addressOf, EVERYTHING, filterOf, type LiveFilter } from "#reports/html/live/live-filter.ts";
import { LiveMain } from "#reports/html/live/live-main.tsx";
import { LIVE_ROOT } from "#reports/html/live/live-root.ts";
import type { LiveView } from "#reports/html/live/live-view.ts";
import { restoreTheme, startTheme } from "./page.ts";

/** Runs in the page of traffic that is being judged, before its body is parsed. */
export function startLive(): void {
  restoreTheme();
  document.addEventListener("DOMContentLoaded", () => {
    startTheme();
    const root = document.getElementById(LIVE_ROOT);
    if (root !== null) follow(root);
  });
}

interface LivePageState {
  /** What was heard last, and what is drawn of it. */
  heard?: LiveView;
  drawn?: LiveView;
  filter: LiveFilter;
  opened: LiveDesk["opened"];
  isPaused: boolean;
  connection: LiveDesk["connection"];
  report?: string;
  isDue: boolean;
}

/** Draws what the server tells, each time all of it: a page that was away is none the wiser and none the worse. */
function follow(root: HTMLElement): void {
  const filter = filterOf(location.hash);
  const state: LivePageState = { filter, opened: new Map(), isPaused: false, connection: "live", isDue: false };
  const redraw = (): void => {
    if (state.isDue) return;
    state.isDue = true;
    requestAnimationFrame(() => {
      const isFirst = state.drawn === undefined;
      state.isDue = false;
      if ((isFirst || !state.isPaused) && state.heard !== undefined) state.drawn = state.heard;
      if (state.drawn === undefined) return;
      // What the server drew is the same, without anybody who listens.
      if (isFirst) root.replaceChildren();
      const newer = (state.heard ?? state.drawn).counts.exchanges - state.drawn.counts.exchanges;
      render(<LiveMain view={state.drawn} desk={{ ...state, newer, ...actions }} />, root);
    });
  };
  const change = (news: Partial<LivePageState>): void => {
    Object.assign(state, news);
    redraw();
  };
  const actions: Pick<LiveDesk, "onFilter" | "onPause" | "onOpen"> = {
    onOpen: (number) => {
      if (state.opened.has(number)) return;
      void textOf(number).then((text) => change({ opened: new Map([...state.opened, [number, text]]) }));
    },
    onFilter: (filter) => {
      history.replaceState(null, "", `#${addressOf(filter)}`);
      change({ filter });
    },
    onPause: () => change({ isPaused: !state.isPaused }),
  };
  const source = new EventSource("events");
  source.addEventListener("message", ({ data }: MessageEvent<string>) => {
    const heard = JSON.parse(data) as LiveView;
    const wasOver = state.heard?.end !== undefined;
    change({ heard, connection: "live", ...(heard.end === undefined ? {} : { isPaused: false }) });
    // The end may be told twice; a second request for the report would meet a server that is gone, and lose it again.
    if (heard.end === undefined || wasOver) return;
    void fetchReport().then((report) => (source.close(), change({ report })));
  });
  source.addEventListener("error", () => {
    if (state.heard?.end === undefined) change({ connection: "lost" });
  });
  addEventListener("hashchange", () => change({ filter: filterOf(location.hash) }));
  startKeys(state, actions);
}

/** Request and answer of one exchange. What was not opened while the proxy ran is told by the report. */
async function textOf(number: number): Promise<string> {
  try {
    return await (await fetch(`exchange/${number}`)).text();
  } catch {
    return "The proxy has ended. The report has what was found.";
  }
}

/** The report itself, which the page keeps when its server is gone; undefined where there is none. */
async function fetchReport(): Promise<string | undefined> {
  try {
    const answer = await fetch("report");
    return answer.ok ? URL.createObjectURL(new Blob([await answer.blob()], { type: "text/html" })) : undefined;
  } catch {
    return undefined;
  }
}

/** `/` searches, f shows findings alone, p pauses, Escape shows all again. */
function startKeys(state: LivePageState, { onFilter, onPause }: Pick<LiveDesk, "onFilter" | "onPause">): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const input = document.querySelector<HTMLInputElement>("#search");
    if (event.key === "Escape") {
      onFilter(EVERYTHING);
      input?.blur();
      return;
    }
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.key === "/") {
      event.preventDefault();
      input?.focus();
    } else if (event.key === "f") onFilter({ ...state.filter, onlyFindings: !state.filter.onlyFindings });
    else if (event.key === "p" && state.heard?.end === undefined) onPause();
  });
}
