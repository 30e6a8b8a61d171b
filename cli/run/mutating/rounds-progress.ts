import { createLogUpdate } from "log-update";
import type { FaultResult } from "#reports/mutations/mutation-report.ts";
import { terminalText, visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip } from "#reports/model/text/wrap.ts";
import type { Console } from "#cli/console.ts";

/** How far the rounds are. */
export interface RoundsProgress {
  show(result: Pick<FaultResult, "id" | "outcome">, done: number, of: number): void;
  done(): void;
}

/** Milliseconds between two plain lines. */
const LINE = 10_000;

/** A bar and a line on a terminal; elsewhere a plain line now and then. */
export function roundsProgress(console: Console): RoundsProgress {
  const log = console.interactive ? createLogUpdate(process.stderr) : undefined;
  const state = { survived: 0, drawnAt: 0 };
  return {
    show: ({ id, outcome }, done, of) => {
      if (outcome === "survived") state.survived += 1;
      const line = `${done} of ${of} faults tried, ${state.survived} survived`;
      if (log !== undefined)
        return log(terminalText(clip(`${barOf(done / of)} ${line}  ${visibleLine(id)}`, console.width - 1)));
      if (Date.now() - state.drawnAt < LINE) return;
      state.drawnAt = Date.now();
      console.note(line);
    },
    done: () => {
      log?.clear();
      log?.done();
    },
  };
}

const CELLS = 16;

/** `██████░░░░░░░░░░`: how much of all is done. */
export function barOf(share: number): string {
  const full = Math.floor(share * CELLS);
  return "█".repeat(full) + "░".repeat(CELLS - full);
}
