import { once } from "node:events";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";

/** Listens, and takes no connection, since its thread does nothing but wait. */
const LISTENER = `
  const { parentPort } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
/** More connections than wait to be taken: what comes after them is dropped without a word. */
const FILLING = 4;

/** An address on loopback at which no connection comes about, and none is refused. */
export async function startSwallowing(): Promise<{ readonly url: string; readonly close: () => void }> {
  const listener = new Worker(LISTENER, { eval: true });
  const [port] = (await once(listener, "message")) as [number];
  const sockets = Array.from({ length: FILLING }, () => connect(port, "127.0.0.1").on("error", () => undefined));
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    void listener.terminate();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
