import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { startOf, type Emulator, type Start } from "./emulators.ts";

export interface RunningEmulator {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A process of ours: why it has ended, once it has. */
interface Child {
  readonly gone: () => string | undefined;
  readonly stop: () => Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;

/** Routes a request to EKS; the emulators do not verify it. */
export const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/eks/aws4_request, SignedHeaders=host, Signature=0";

/** Starts an emulator on a free port of loopback; resolves when it answers HTTP, and rejects when it does not in a minute. */
export async function startEmulator(emulator: Emulator, bin: string, folder: string): Promise<RunningEmulator> {
  const port = await freePort();
  const start = startOf(emulator, port);
  const { gone, stop } = startChild(start, bin, folder);
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + READY_MS;
  while (gone() === undefined && Date.now() < deadline) {
    if (await answers(url)) return { url, stop };
    await pause(200);
  }
  const reason = gone() ?? `it did not answer within ${READY_MS / 1000} seconds`;
  await stop();
  throw new Error(`${start.program} did not come up: ${reason}; see ${join(folder, "server.log")}`);
}

function startChild({ program, args = [], env = {} }: Start, bin: string, folder: string): Child {
  const log = openSync(join(folder, "server.log"), "w");
  const child = spawn(join(bin, program), args, {
    cwd: folder,
    env: { ...process.env, HOME: folder, PATH: `${bin}${delimiter}${process.env["PATH"]}`, ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let gone: string | undefined;
  const exited = new Promise<void>((resolve) => {
    const end = (why: string) => resolve(void (gone = why));
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => end(`it ended with ${code ?? signal}`));
  });
  const stop = async (): Promise<void> => {
    if (gone === undefined) {
      child.kill("SIGTERM");
      const first = await Promise.race([exited, pause(STOP_MS, "late", { ref: false })]);
      if (first === "late") child.kill("SIGKILL");
    }
    await exited;
  };
  return { gone: () => gone, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    const { body } = await request(`${url}/clusters`, {
      headersTimeout: 2_000,
      headers: { authorization: AUTHORIZATION },
    });
    await body.dump();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
