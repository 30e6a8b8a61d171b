import { createLogUpdate } from "log-update";
import { terminalText, visibleLine } from "../../reports/model/strangers-text.ts";
import { clip } from "../../reports/model/wrap.ts";
import type { RunEvent } from "../../suites/record/events.ts";
import type { Console } from "../console.ts";

export interface Progress {
  show(event: RunEvent): void;
  done(): void;
}

/** Milliseconds between two drawings, and between two plain lines. */
const FRAME = 100;
const LINE = 5_000;

/** One live line on a terminal: requirement, cases done, rate, failures. */
export function progressOf(console: Console, requirements: readonly { readonly id: string }[]): Progress {
  const state = { cases: 0, failures: 0, current: "", startedAt: Date.now(), drawnAt: 0 };
  const log = console.interactive ? createLogUpdate(process.stderr) : undefined;
  const rate = (): string => `${Math.round((state.cases * 1000) / Math.max(1, Date.now() - state.startedAt))}/s`;
  const line = (): string => `${state.cases} cases, ${rate()}, ${state.failures} failed`;
  return {
    show: (event) => {
      if (event.type !== "case") return;
      state.cases += 1;
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
