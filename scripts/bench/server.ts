// The reference server in a process of its own, so that what the client costs can be told from what it costs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { MAIN } from "../package-root.ts";

export const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };
export const REGION = "us-east-1";

export interface BenchServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts `serve`; resolves once it has said its URL. */
export async function startBenchServer(args: readonly string[] = []): Promise<BenchServer> {
  const child = spawn(process.execPath, [MAIN, "serve", "--port", "0", "--auth", ...args], {
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  let said = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    const [url] = /http:\/\/[\d.]+:\d+/.exec(said) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, close: async () => void (child.kill("SIGTERM"), await ended) };
  }
  throw new Error("the reference server did not start");
}
