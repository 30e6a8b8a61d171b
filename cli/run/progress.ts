import { createLogUpdate } from "log-update";
import { plural } from "#reports/model/text/format.ts";
import { terminalText, visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip } from "#reports/model/text/wrap.ts";
import type { CaseEvent, PlannedRequirement, RunEvent } from "#suites/record/events.ts";
import type { WaitedFor } from "#suites/session/patience.ts";
import type { Console } from "#cli/console.ts";

export interface Progress {
  show(event: RunEvent): void;
  /** How many of what is left have had their turn at being removed. */
  removing(done: number, of: number): void;
  /** What a case waits for. */
  waiting(what: WaitedFor): void;
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
  requirements: readonly Pick<PlannedRequirement, "id" | "expectedFailure">[],
  planned: PlannedPace = {},
): Progress {
  const state = { cases: 0, sent: 0, failures: 0, known: 0, current: "", startedAt: Date.now(), drawnAt: 0 };
  const log = console.interactive ? createLogUpdate(process.stderr) : undefined;
  const line = (): string => progressLine({ ...state, seconds: (Date.now() - state.startedAt) / 1000 }, planned);
  /** On no terminal the first line is not told, unless it is all that there may be for a while. */
  const draw = (told: () => string, isNews = false): void => {
    const now = Date.now();
    if (now - state.drawnAt < (log === undefined ? LINE : FRAME) && !isNews) return;
    const first = state.drawnAt === 0;
    const text = told();
    state.drawnAt = now;
    if (log !== undefined) log(terminalText(clip(text, console.width - 1)));
    else if (!first || isNews) console.note(text.split(GAP)[0] ?? text);
  };
  return {
    removing: (done, of) => draw(() => removingLine(done, of), done === 0),
    waiting: ({ operation, event }) => draw(() => `${line()}${GAP}waiting: ${operation}, ${event}`),
    show: (event) => {
      if (event.type !== "case") return;
      state.cases += 1;
      state.sent = event.requests;
      const failure = failureIn(event, requirements);
      if (failure === "new") state.failures += 1;
      if (failure === "known") state.known += 1;
      state.current = requirements[event.tally.at(-1)?.[0] ?? -1]?.id ?? state.current;
      draw(() => `${line()}${GAP}${visibleLine(state.current)}`);
    },
    done: () => {
      log?.clear();
      log?.done();
    },
  };
}

/** Between the state of a run and what it is about, which is told on a terminal alone. */
const GAP = "  ";

function removingLine(done: number, of: number): string {
  return `the cases are done; removing what they left: ${done} of ${of}`;
}

/** Whether a case failed in something that no file of expectations knows, in known things alone, or not at all. */
export function failureIn(
  { tally }: Pick<CaseEvent, "tally">,
  requirements: readonly Pick<PlannedRequirement, "expectedFailure">[],
): "new" | "known" | undefined {
  const failed = tally.filter(([, verdict]) => verdict === "fail" || verdict === "error");
  if (failed.length === 0) return undefined;
  return failed.some(([index]) => requirements[index]?.expectedFailure === undefined) ? "new" : "known";
}

interface Done {
  readonly cases: number;
  /** Requests. */
  readonly sent: number;
  readonly failures: number;
  /** Cases in which nothing failed but what is known to. */
  readonly known: number;
  readonly seconds: number;
}

/** How far a run is: its rate, or where the pace is known the time that is left. */
export function progressLine(
  { cases, sent, failures, known, seconds }: Done,
  { cases: planned, requests, rps }: PlannedPace,
): string {
  const failed = `(${failures} failed${known === 0 ? "" : `, ${known} as known`})`;
  if (planned === undefined || requests === undefined || rps === undefined) {
    return `${plural(cases, "case")} ${failed}, ${Math.round(cases / Math.max(0.001, seconds))}/s`;
  }
  return `${cases} of about ${planned} cases ${failed}, ${timeLeft((requests - sent) / rps)}`;
}

/** Rough, since what fails is looked at again. */
export function timeLeft(seconds: number): string {
  if (seconds < 60) return "less than a minute left";
  return `about ${Math.ceil(seconds / 60)} min left`;
}
