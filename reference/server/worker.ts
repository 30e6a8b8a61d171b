import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ReferenceOptions } from "./options.ts";
import type { ListenOptions, RunningReference } from "./server.ts";

/** What the worker thread is started with. */
export interface ServerWorkerOrder {
  readonly options: ReferenceOptions & ListenOptions;
  /** Shared with this thread, so that counting costs no message. */
  readonly counter: Int32Array;
}

/** What the worker thread says once it listens, or why it does not. */
export type ServerWorkerReport = { readonly url: string; readonly port: number } | { readonly failure: string };

/**
 * Starts a reference server in a thread of its own, so that it shares no event loop with whoever sends requests to it.
 * Runs from the compiled package only: worker threads load JavaScript. Rejects as `startReferenceServer` does.
 */
export async function startReferenceWorker(options: ReferenceOptions & ListenOptions = {}): Promise<RunningReference> {
  const counter = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL("./worker-main.js", import.meta.url), { workerData: { options, counter } });
  const [report] = (await once(worker, "message")) as [ServerWorkerReport];
  if ("failure" in report) {
    await worker.terminate();
    throw new Error(report.failure);
  }
  // The process may end while the server still listens.
  worker.unref();
  return {
    url: report.url,
    port: report.port,
    requests: () => Atomics.load(counter, 0),
    close: async () => void (await worker.terminate()),
  };
}
