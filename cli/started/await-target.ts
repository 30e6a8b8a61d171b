import { AbortScope } from "#endpoint/sending/abort.ts";
import { firstAnswer } from "#endpoint/sending/first-answer.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import type { Console } from "#cli/console.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { openRunTarget } from "#cli/run/target/open-target.ts";
import type { RunTarget } from "#cli/run/target/run-target.ts";
import { guardedEndpoint, type GuardedEndpoint } from "#cli/run/target/tested-endpoint.ts";
import { InconclusiveError, UsageError } from "#cli/usage-error.ts";
import { startTarget, type StartedTarget } from "./started-target.ts";
import { targetCommand, type TargetCommand } from "./target-command.ts";
import { toldCommand } from "./told-command.ts";

/** A flag that takes a port, with the port in the same word. */
const JOINED = /^(?:-p|--port|--publish)=?(\d+(?::\d+)?|[\d.]+:\d+:\d+)$/;
const PORT_FLAGS: readonly string[] = ["-p", "--port", "--publish"];
/** A port, or what a container publishes: the host's port comes before the container's. */
const PORT = /^(?:[\d.]+:(?=\d+:))?(\d+)(?::\d+)?$/;
/** An address of this machine. */
const ADDRESS = /^(?:http:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])?:(\d+)\/?$/;

/** The one port that the words of a command name; undefined where they name none, or several. */
export function portOfWords(words: readonly string[]): number | undefined {
  const all = words.flatMap((word) => word.split(/\s+/));
  const found = all.flatMap((word, index) => {
    const value = PORT_FLAGS.includes(all[index - 1] ?? "") ? word : JOINED.exec(word)?.[1];
    return (value === undefined ? ADDRESS.exec(word) : PORT.exec(value))?.[1] ?? [];
  });
  const ports = [...new Set(found.map(Number))].filter((port) => port > 0 && port < 65_536);
  return ports.length === 1 ? ports[0] : undefined;
}

/** The flags that start a target and wait for it; without either, the target must be up already. */
export interface TargetStartFlags {
  /** Line that starts the target, split as by a shell; `{port}` stands for a free port. */
  readonly command?: string;
  /** Seconds within which the target must give its first answer. */
  readonly waitForTarget?: number;
}

interface AwaitOptions {
  readonly console: Pick<Console, "note">;
  /** File for what a target that is started prints. */
  readonly logFile: string;
  readonly signal: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
}

interface AwaitedTarget<Flags> {
  /** The same flags, with the endpoint that goes with the command. */
  readonly flags: Flags;
  readonly started?: StartedTarget;
  readonly command?: TargetCommand;
}

/** Seconds that a target which is started has until it answers, unless told. */
export const TO_START = 60;

/**
 * Opens the target that the flags name, once it answers: it is started first where --command says how. Whatever was
 * started has ended when this settles.
 */
export async function withAwaitedTarget<Result>(
  given: RunFlags & TargetStartFlags,
  options: AwaitOptions,
  use: (target: RunTarget) => Promise<Result>,
): Promise<Result> {
  const { flags, started, command } = await awaitTarget(given, options);
  try {
    const target = await openRunTarget(flags, options.signal, options.env, started);
    started?.redactBy(target.redactor.text);
    try {
      return await use({ ...target, command: command && target.redactor.text(toldCommand(command.given)) });
    } finally {
      await target.close();
    }
  } finally {
    await started?.stop();
  }
}

/** Starts the target where --command says how, and waits. Rejects with UsageError or InconclusiveError. */
async function awaitTarget<Flags extends RunFlags & TargetStartFlags>(
  given: Flags,
  { console, logFile, signal, env = process.env }: AwaitOptions,
): Promise<AwaitedTarget<Flags>> {
  const { command: text, waitForTarget } = given;
  if (text === undefined && waitForTarget === undefined) return { flags: given };
  if (text === undefined) {
    const { endpoint, ca } = await guardedEndpoint(given, env);
    if (endpoint !== undefined) await waitFor(endpoint, { seconds: waitForTarget ?? 0, ca, env, signal });
    return { flags: given };
  }
  const { command, flags, endpoint, account, ca } = await placedCommand(given, text, { console, env });
  // What is left there does not end with the command.
  if (account !== undefined) {
    throw new UsageError(
      `--command starts a target of your own, and ${endpoint} is AWS, or guarded as if it were: leave out --command, or what leads there`,
    );
  }
  const limitMs = (waitForTarget ?? TO_START) * 1000;
  const started = await startTarget({
    command,
    endpoint,
    ca,
    limitMs,
    logFile,
    signal,
    env,
    onStart: (group) =>
      console.note(`Starting ${toldCommand(command.text)} in process group ${group}; its output goes to ${logFile}`),
    onDeath: console.note,
  });
  return { flags, started, command };
}

interface PlacedTarget<Flags> extends GuardedEndpoint {
  readonly flags: Flags;
  readonly command: TargetCommand;
  readonly endpoint: string;
}

/** The command with the endpoint that flags or AWS's settings name; where they name none, after the port in its words. */
async function placedCommand<Flags extends RunFlags>(
  given: Flags,
  text: string,
  { console, env }: Required<Pick<AwaitOptions, "console" | "env">>,
): Promise<PlacedTarget<Flags>> {
  const { command, endpointUrl } = await targetCommand(text, given.endpointUrl);
  const flags: Flags = { ...given, endpointUrl };
  const { endpoint, ...guarded } = await guardedEndpoint(flags, env);
  if (endpoint !== undefined) return { command, flags, endpoint, ...guarded };
  const port = portOfWords(command.words);
  if (port === undefined) {
    throw new UsageError(
      `--command: it does not say where the target listens: write {port} where its port belongs, or give --command ${shellQuote(text)} --endpoint-url http://127.0.0.1:PORT`,
    );
  }
  const named: Flags = { ...given, endpointUrl: `http://127.0.0.1:${port}` };
  console.note(`No endpoint is given, so it is http://127.0.0.1:${port}, after the port in --command`);
  return { ...(await guardedEndpoint(named, env)), command, flags: named, endpoint: `http://127.0.0.1:${port}` };
}

interface Waiting {
  readonly seconds: number;
  readonly ca: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

async function waitFor(endpoint: string, { seconds, ca, env, signal }: Waiting): Promise<void> {
  const missing = await firstAnswer({ endpoint, ca, env, limitMs: seconds * 1000, scope: new AbortScope(signal) });
  if (missing === undefined) return;
  throw new InconclusiveError(
    `--wait-for-target ${seconds}: ${endpoint} did not answer within ${seconds} s (${missing})`,
  );
}
