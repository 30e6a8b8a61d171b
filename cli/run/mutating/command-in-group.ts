import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { errorMessage } from "#spec/error-message.ts";
import { killGroup } from "#cli/started/process-group.ts";
import { UsageError } from "#cli/usage-error.ts";

/** How a command that ran in a group of its own ended. */
export interface GroupEnd {
  /** Its exit code; by a signal, 128 and the signal's number. */
  readonly code: number;
  /** Its time was over, so it was ended. */
  readonly hung: boolean;
  /** The end of what it printed. */
  readonly output: string;
  readonly durationMs: number;
}

export interface GroupOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds after which it is ended. */
  readonly limitMs: number;
  /** Ends it, too. */
  readonly signal: AbortSignal;
}

/** Runs a command to its end. */
export type RunInGroup = (words: readonly string[], options: GroupOptions) => Promise<GroupEnd>;

/** Characters of its output that are kept. */
const KEPT = 8_000;
/** Milliseconds between asking a group to end and ending it; and for its last output. */
const GRACE_MS = 1_000;

/** Without a shell, and without a terminal: what it leaves running ends with it. Rejects with UsageError. */
export async function runInGroup(words: readonly string[], { env, limitMs, signal }: GroupOptions): Promise<GroupEnd> {
  const [program = "", ...args] = words;
  const startedAt = performance.now();
  const child = spawn(program, args, {
    env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT)));
  }
  const ended = once(child, "exit") as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  const closed = once(child, "close");
  closed.catch(() => undefined);
  try {
    await once(child, "spawn");
  } catch (error) {
    ended.catch(() => undefined);
    throw new UsageError(`proxy: ${program} cannot be started: ${errorMessage(error)}`);
  }
  let hung = false;
  let killing: NodeJS.Timeout | undefined;
  const end = (): void => {
    askGroup(child.pid);
    killing ??= setTimeout(() => killGroup(child.pid), GRACE_MS);
  };
  const limit = setTimeout(() => {
    hung = true;
    end();
  }, limitMs);
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  const [code, by] = await ended;
  const durationMs = performance.now() - startedAt;
  signal.removeEventListener("abort", end);
  clearTimeout(limit);
  clearTimeout(killing);
  // Whatever it started and left: it would hold its output open, and go on with the next round's proxy.
  killGroup(child.pid);
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
  return { code: code ?? 128 + (by === null ? 0 : constants.signals[by]), hung, output, durationMs };
}

function askGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, "SIGTERM");
  } catch {
    // It is gone already.
  }
}
