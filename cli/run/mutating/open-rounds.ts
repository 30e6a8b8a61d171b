import { createRedactor, type Redactor } from "#endpoint/redaction/redactor.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { passedTo, type ProxyFlags } from "#cli/commands/proxy.ts";
import { withoutKey } from "#cli/files/journal-key.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import type { MutationFlags } from "#cli/flags/mutation-flags.ts";
import { splitWords } from "#cli/flags/split-words.ts";
import { UsageError } from "#cli/usage-error.ts";
import { onSignals } from "#cli/run/interruption.ts";
import { runInGroup } from "./command-in-group.ts";
import type { RoundSettings } from "./round.ts";
import { freshReference, standingTarget, withCredentials } from "./round-target.ts";

/** An endpoint may take its time. */
const PATIENCE_MS = 120_000;
/** See RoundSettings. */
const MORE_MS = 3_000;

/** The flags of `proxy` where it runs a command again and again. */
export type RoundsFlags = ProxyFlags & MutationFlags;

/** Throws UsageError where there is nothing to run, or no way to run it so. */
export function requireCommand({ command = [] }: RoundsFlags, mode: string): void {
  if (command.length === 0) throw new UsageError(`proxy ${mode}: give the command that runs the tests after --`);
  if (process.platform === "win32")
    throw new UsageError(`proxy ${mode}: not supported on Windows, which has no process groups`);
}

/** Where requests go. */
export interface RoundPlace {
  /** The endpoint, as it is said. */
  readonly words: string;
  /** All rounds have the same endpoint. */
  readonly isShared: boolean;
}

/** What is needed to run rounds. */
export interface OpenedRounds {
  readonly settings: RoundSettings;
  readonly place: RoundPlace;
  readonly redactor: Redactor;
}

/** Rejects with UsageError where the flags do not say how. */
export async function openRounds(flags: RoundsFlags, env: NodeJS.ProcessEnv): Promise<OpenedRounds> {
  const redactor = createRedactor({ ofOthers: true, secrets: secretsIn(env) });
  const { spec = "eks", host, allowHost: names, jobs = 1, command = [], reset, timeoutMs = PATIENCE_MS } = flags;
  const { contract, table = registrationService().table, served } = readSpec(spec);
  const to = await passedTo(flags, env);
  const region = flags.region ?? env["AWS_REGION"] ?? "us-east-1";
  const own = withoutKey(env);
  const settings: RoundSettings = {
    service: { contract, table },
    command,
    reset: reset === undefined ? undefined : splitWords(reset, "--reset"),
    env: to === undefined ? withCredentials(own, region) : own,
    openTarget: to === undefined ? freshReference(served, region) : standingTarget(to.endpoint),
    listening: { host, port: jobs > 1 ? 0 : flags.port, names },
    ca: to?.ca,
    timeoutMs,
    moreMs: MORE_MS,
    run: runInGroup,
    seen: redactor.learn,
  };
  const words = to === undefined ? "a reference server of its own for each round" : to.endpoint;
  return { redactor, settings, place: { words, isShared: to !== undefined } };
}

function secretsIn(env: NodeJS.ProcessEnv): string[] {
  return ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].flatMap((name) =>
    (env[name]?.length ?? 0) > 8 ? (env[name] ?? []) : [],
  );
}

/** The first signal ends the rounds, a second one the process. */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const release = onSignals(() => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
