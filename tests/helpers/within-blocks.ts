import { spawn } from "node:child_process";
import { cleanEnv, MAIN } from "./cli-process.ts";

interface End {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run whose files cannot grow beyond so many blocks, which is what a full disk looks like to it. */
export function runWithin(blocks: number, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<End> {
  const line = `ulimit -f ${blocks} && exec "$@"`;
  const child = spawn("sh", ["-c", line, "sh", process.execPath, MAIN, "run", "--no-config", ...args], {
    env: cleanEnv(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (stderr += bytes.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
}
