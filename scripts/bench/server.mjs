// The reference server in a process of its own, so that what the client costs can be told from what it costs.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
export const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };
export const REGION = "us-east-1";

/** Starts `serve` and resolves to its URL and a way to end it. */
export async function startServer(args = []) {
  const child = spawn(process.execPath, [MAIN, "serve", "--port", "0", "--auth", ...args], {
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let said = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += chunk;
    const [url] = /http:\/\/[\d.]+:\d+/.exec(said) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, close: () => (child.kill("SIGTERM"), ended) };
  }
  throw new Error("the reference server did not start");
}
