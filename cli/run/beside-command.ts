import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { errorMessage } from "#spec/error-message.ts";
import { UsageError } from "#cli/usage-error.ts";

/** The variable by which AWS's tools and SDKs know the endpoint of EKS. */
export const EKS_ENDPOINT = "AWS_ENDPOINT_URL_EKS";
/** Why a client may not keep to it. */
export const ENDPOINT_ASKED = `does the code set its endpoint itself? AWS's SDKs and tools go by ${EKS_ENDPOINT}, unless the code gives one or AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true`;

/** A program that runs while its traffic is judged. */
export interface BesideCommand {
  /** Resolves to its exit code once it has ended; by a signal, to 128 and the signal's number, as in a shell. */
  readonly ended: Promise<number>;
  kill(signal: NodeJS.Signals): void;
}

interface CommandOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Its standard output goes to standard error, since ours is for the record alone. */
  readonly quietOutput: boolean;
}

/** Starts it without a shell, at the same terminal. Rejects with UsageError where it cannot be started. */
export async function startBeside(
  [program = "", ...args]: readonly string[],
  { env, quietOutput }: CommandOptions,
): Promise<BesideCommand> {
  const child = spawn(program, args, { env, stdio: ["inherit", quietOutput ? 2 : "inherit", "inherit"] });
  const ended = once(child, "exit") as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  try {
    await once(child, "spawn");
  } catch (error) {
    ended.catch(() => undefined);
    throw new UsageError(`proxy: ${program} cannot be started: ${errorMessage(error)}`);
  }
  return {
    ended: ended.then(([code, signal]) => code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    kill: (signal) => void child.kill(signal),
  };
}
