// The reference server in a process of its own, so that what the client costs can be told from what it costs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { MAIN } from "#scripts/package-root.ts";

export const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };
export const REGION = "us-east-1";

export interface BenchServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts `serve`, which verifies signatures; resolves once it has said its URL. */
export function startBenchServer(args: readonly string[] = []): Promise<BenchServer> {
  return startSaying(["serve", "--port", "0", "--auth", ...args]);
}

/** Starts a command that says its URL, in one of its two outputs. */
export async function startSaying(args: readonly string[]): Promise<BenchServer> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const [found] = /http:\/\/[\d.]+:\d+\b/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void ended.then(() => reject(new Error(`${args[0] ?? ""} did not start: ${said}`)));
  });
  return { url, close: async () => void (child.kill("SIGTERM"), await ended) };
}
