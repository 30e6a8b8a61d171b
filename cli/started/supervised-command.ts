import { spawn } from "node:child_process";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { CommandEnd } from "./end-in-words.ts";
import { withoutKey } from "#cli/files/journal-key.ts";
import { killGroup, PATIENCE_MS } from "./process-group.ts";

const SUPERVISOR = fileURLToPath(new URL("./supervisor-main.js", import.meta.url));

export interface SupervisedCommand {
  /** Also the id of the process group that the command and all it starts are in. */
  readonly pid: number | undefined;
  /** How the command ended; undefined where its supervisor went without a word. */
  readonly ended: Promise<CommandEnd | undefined>;
  /** Ends the whole group; resolves once it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a command in a process group of its own, which ends with this process, however that ends. What it prints comes
 * in pieces to `output`.
 */
export function superviseCommand(words: readonly string[], output: (piece: Buffer) => void): SupervisedCommand {
  const child = spawn(process.execPath, [SUPERVISOR, ...words], {
    detached: true,
    env: withoutKey(process.env),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let end: CommandEnd | undefined;
  child.on("message", (message) => (end = message as CommandEnd));
  const printed = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of printed) stream.on("data", output);
  const ended = new Promise<CommandEnd | undefined>((resolve) => {
    child.once("error", (error) => resolve({ notStarted: error.message }));
    child.once("close", () => resolve(end));
  });
  // Once its channel was closed from here, a child process tells of its exit and no longer of its close.
  const gone = Promise.all([
    new Promise<void>((resolve) => child.once("exit", () => resolve()).once("error", () => resolve())),
    ...printed.map((stream) => finished(stream)),
  ]).catch(() => undefined);
  return {
    pid: child.pid,
    ended,
    stop: async () => {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => killGroup(child.pid), PATIENCE_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}
