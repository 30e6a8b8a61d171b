import { createLogUpdate } from "log-update";
import { terminalText, visibleLine } from "../../reports/model/visible-text.ts";
import { clip } from "../../reports/model/wrap.ts";
import type { RunEvent } from "../../suites/record/events.ts";
import type { Console } from "../console.ts";

export interface Progress {
  show(event: RunEvent): void;
  done(): void;
}

/** What is to be sent, and how fast, where both are known: then the time that is left is shown. */
interface PlannedPace {
  readonly cases?: number;
  readonly requests?: number;
  readonly rps?: number | undefined;
}

/** Milliseconds between two drawings, and between two plain lines. */
const FRAME = 100;
const LINE = 5_000;

/** One live line on a terminal: requirement, cases done, rate, failures. */
export function progressOf(
  console: Console,
  requirements: readonly { readonly id: string }[],
  planned: PlannedPace = {},
): Progress {
  const state = { cases: 0, sent: 0, failures: 0, current: "", startedAt: Date.now(), drawnAt: 0 };
  const log = console.interactive ? createLogUpdate(process.stderr) : undefined;
  const line = (): string => progressLine({ ...state, seconds: (Date.now() - state.startedAt) / 1000 }, planned);
  return {
    show: (event) => {
      if (event.type !== "case") return;
      state.cases += 1;
      state.sent = event.requests;
      if (event.verdict === "fail" || event.verdict === "error") state.failures += 1;
      state.current = requirements[event.tally.at(-1)?.[0] ?? -1]?.id ?? state.current;
      const now = Date.now();
      if (now - state.drawnAt < (log === undefined ? LINE : FRAME)) return;
      const first = state.drawnAt === 0;
      state.drawnAt = now;
      if (log !== undefined) log(terminalText(clip(`${line()}  ${visibleLine(state.current)}`, console.width - 1)));
      else if (!first) console.note(line());
    },
    done: () => {
      log?.clear();
      log?.done();
    },
  };
}

interface Done {
  readonly cases: number;
  /** Requests. */
  readonly sent: number;
  readonly failures: number;
  readonly seconds: number;
}

/** How far a run is: its rate, or where the pace is known the time that is left. */
export function progressLine(
  { cases, sent, failures, seconds }: Done,
  { cases: planned, requests, rps }: PlannedPace,
): string {
  if (planned === undefined || requests === undefined || rps === undefined) {
    return `${cases} cases, ${Math.round(cases / Math.max(0.001, seconds))}/s, ${failures} failed`;
  }
  return `${cases} of about ${planned} cases, ${failures} failed, ${timeLeft((requests - sent) / rps)}`;
}

/** Rough, since what fails is looked at again. */
export function timeLeft(seconds: number): string {
  if (seconds < 60) return "less than a minute left";
  return `about ${Math.ceil(seconds / 60)} min left`;
}
