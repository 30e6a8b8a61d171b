import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { Console } from "#cli/console.ts";

/** How rounds are run, whatever is changed in them. */
export interface RoundsOptions {
  /** Rounds side by side. */
  readonly jobs: number;
  /** Seconds for all rounds. */
  readonly budget?: number | undefined;
  /** The endpoint, as it is reported. */
  readonly endpoint: string;
  /** Aborts where the user has had enough: what is known by then is kept. */
  readonly signal: AbortSignal;
  readonly redactor: Redactor;
  readonly console: Pick<Console, "note">;
}

/** Aborts when the time of all rounds is over. */
export function budgetSignal(seconds: number | undefined): AbortSignal | undefined {
  return seconds === undefined ? undefined : AbortSignal.timeout(Math.round(seconds * 1000));
}
