import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";

const READY_MS = 60_000;

/** Starts an emulator on a free port of loopback; resolves when it answers HTTP, and rejects when it does not in a minute. */
export async function startServer(emulator, bin, folder) {
  const port = await freePort();
  const { program, args = [], env = {} } = emulator.start(port);
  const log = openSync(join(folder, "server.log"), "w");
  const child = spawn(join(bin, program), args, {
    cwd: folder,
    env: { ...process.env, HOME: folder, PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let gone;
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve((gone = error.message)));
    child.once("exit", (code, signal) => resolve((gone = `it ended with ${code ?? signal}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (gone === undefined) {
      child.kill("SIGTERM");
      if ((await Promise.race([exited, pause(10_000, "late", { ref: false })])) === "late") child.kill("SIGKILL");
    }
    await exited;
  };
  const deadline = Date.now() + READY_MS;
  while (gone === undefined && Date.now() < deadline) {
    if (await answers(url)) return { url, stop };
    await pause(200);
  }
  const reason = gone ?? `it did not answer within ${READY_MS / 1000} seconds`;
  await stop();
  throw new Error(`${program} did not come up: ${reason}; see ${join(folder, "server.log")}`);
}

async function answers(url) {
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

/** Routes a request to EKS; the emulators do not verify it. */
export const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/eks/aws4_request, SignedHeaders=host, Signature=0";

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
