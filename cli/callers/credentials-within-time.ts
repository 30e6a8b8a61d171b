import { AbortScope, unlessAborted } from "#endpoint/sending/abort.ts";
import { InconclusiveError } from "#cli/usage-error.ts";

export interface TimeGiven {
  /** Rejects with `AbortError` once it aborts. */
  readonly signal: AbortSignal;
  /** Rejects with `InconclusiveError` once it aborts. */
  readonly deadline: AbortSignal | undefined;
}

/** What comes before the run, such as credentials: whoever is asked for them may hang, and nothing was sent yet. */
export async function credentialsWithinTime<Result>(
  work: Promise<Result>,
  { signal, deadline }: TimeGiven,
): Promise<Result> {
  const ends = deadline === undefined ? signal : AbortSignal.any([signal, deadline]);
  try {
    return await unlessAborted(work, new AbortScope(ends));
  } catch (error) {
    if (deadline?.aborted !== true || signal.aborted) throw error;
    throw new InconclusiveError("the time limit was reached before usable credentials were found");
  }
}
