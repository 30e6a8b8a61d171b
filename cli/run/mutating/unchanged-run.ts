import type { Redactor } from "#endpoint/redaction/redactor.ts";
import { leftByRound } from "#suites/mutations/left-behind.ts";
import type { PassingAnswer } from "#suites/mutations/passing-answer.ts";
import type { Console } from "#cli/console.ts";
import { UsageError } from "#cli/usage-error.ts";
import { ENDPOINT_ASKED } from "#cli/run/beside-command.ts";
import { type CommandRound, type RoundSettings, runRound } from "./round.ts";

/** The command with nothing changed. */
export interface UnchangedRun {
  readonly durationMs: number;
  /** What each round has. */
  readonly limitMs: number;
  readonly answers: readonly PassingAnswer[];
  /** What it leaves by itself: see `leftByRound`. */
  readonly left: readonly string[];
}

/** Milliseconds of the first run at most: a test suite of an hour is no command to run a hundred times. */
const FIRST_MS = 3_600_000;
/** A round may take so many times as long as the unchanged command, and some time more. */
const TIMES = 5;
/** Lines of its output that are shown where it fails. */
const LINES = 20;

/** Runs the command once as it is. Rejects with UsageError where it does not end with 0, or asks for nothing. */
export async function runUnchanged(
  settings: RoundSettings,
  { signal, redactor, console }: { signal: AbortSignal; redactor: Redactor; console: Pick<Console, "note"> },
): Promise<UnchangedRun> {
  const end = await runRound(settings, { limitMs: FIRST_MS, signal });
  const [program = ""] = settings.command;
  if (signal.aborted) return unchangedOf(end, settings);
  if (end.code !== 0) {
    console.note(lastLines(redactor.text(end.output)));
    throw new UsageError(
      `proxy: ${program} ended with exit code ${end.code} although nothing was changed: it must end with 0 before its answers are`,
    );
  }
  if (end.round.passed.length === 0) {
    throw new UsageError(
      `proxy: ${program} asked nothing of the API through the proxy: ${ENDPOINT_ASKED}; {port} in the command stands for the proxy's port`,
    );
  }
  return unchangedOf(end, settings);
}

function unchangedOf(
  { durationMs, round: { passed } }: CommandRound,
  { service, moreMs }: RoundSettings,
): UnchangedRun {
  return {
    durationMs,
    limitMs: Math.round(TIMES * durationMs + moreMs),
    answers: [...passed],
    left: leftByRound(passed, service.table),
  };
}

function lastLines(output: string): string {
  return output.trimEnd().split("\n").slice(-LINES).join("\n");
}
