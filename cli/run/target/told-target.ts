import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import type { Console } from "#cli/console.ts";
import { withAwaitedTarget, type TargetStartFlags } from "#cli/started/await-target.ts";
import { journalKey } from "#cli/files/journal-key.ts";
import { interruption, type MayBeLeft } from "#cli/run/interruption.ts";
import { namesLeft, othersLeft } from "#cli/run/others-left.ts";
import { JOURNAL, type Output } from "#cli/run/results/output.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { journalPlace, sweepLineOf } from "#cli/run/run-suite.ts";
import type { RunTarget } from "./run-target.ts";
import { progressConsole, type TellingFlags } from "#cli/run/print-outcome.ts";
import { PROGRAM } from "#cli/program-name.ts";
import type { Typed } from "#reports/model/commands/replay.ts";
import { withinOutput } from "#cli/run/results/within-output.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { specFile } from "#suites/record/readings/built-in-specs.ts";
import { toldCommand } from "#cli/started/told-command.ts";

/** The flags of this run that lead to its target and that its record does not give, as a shell takes them. */
export function accessWords(
  { command, account, endpoint, embedded }: Pick<RunTarget, "command" | "account" | "endpoint" | "embedded">,
  flags: RunFlags & TargetStartFlags,
): string[] {
  const { aws, endpointUrl, kind, profile, ca, roleArn, waitForTarget, allowRegion } = flags;
  const reached = aws === true || embedded === true ? undefined : toldCommand(endpoint);
  const words: readonly (readonly [flag: string, value: string | undefined])[] = [
    ["--command", command],
    ["--endpoint-url", command === undefined ? reached : endpointUrl && toldCommand(endpointUrl)],
    ["--wait-for-target", command && waitForTarget?.toString()],
    ["--kind", kind],
    ["--sandbox-account", account],
    ...allowRegion.map((region) => ["--allow-region", region] as const),
    ["--profile", profile],
    ["--ca", ca],
    ["--spec", specFile(flags.spec)],
    ["--role-arn", roleArn],
  ];
  return words.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${shellQuote(value)}`]));
}

/** What a command that fires at a target works with. */
export interface ToldTarget {
  readonly target: RunTarget;
  readonly output: Output;
  /** Where the progress is told: nowhere with --quiet. */
  readonly progress: Console;
  /** The command that removes whatever is left. */
  readonly sweep: string;
  /** How lines that lead back to the target are typed. */
  readonly typed: Typed;
  /** Aborted by Ctrl-C and its like. */
  readonly signal: AbortSignal;
}

function mayBeLeft(target: RunTarget, flags: RunFlags, journal: string): MayBeLeft {
  const sweep = endsWithRun(target) ? undefined : sweepLineOf(target, { flags }, journal);
  return { sweep, names: namesLeft(journal, target.runId) };
}

/** Lends the output folder and the target that the flags name, started if they say so, until `use` is done or interrupted. */
export function withToldTarget<Result>(
  flags: RunFlags & TargetStartFlags & TellingFlags,
  console: Console,
  use: (told: ToldTarget) => Promise<Result>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Result> {
  return withinOutput(flags.out, async (output) => {
    const progress = progressConsole(console, flags);
    if (output.notice !== undefined) progress.note(output.notice);
    const journal = output.path(JOURNAL);
    let opened: RunTarget | undefined;
    const { signal, release } = interruption(console, () => opened && mayBeLeft(opened, flags, journal));
    try {
      const awaiting = { console: progress, logFile: output.path("target.log"), signal, env };
      return await withAwaitedTarget(flags, awaiting, (target) => {
        opened = target;
        const others = othersLeft(journal, journalKey(), journalPlace(target, flags.sign));
        if (others !== undefined) progress.note(others);
        const typed = { program: PROGRAM, access: accessWords(target, flags) };
        return use({ target, output, progress, signal, sweep: sweepLineOf(target, { flags }, journal), typed });
      });
    } finally {
      release();
    }
  });
}
