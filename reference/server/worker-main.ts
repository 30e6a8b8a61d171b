// Entry of the worker thread; see worker.ts.
import { valueText } from "#reference/value-text.ts";
import { parentPort, workerData } from "node:worker_threads";
import { startReferenceServer } from "./server.ts";
import type { ServerWorkerOrder, ServerWorkerReport } from "./worker.ts";

const { options, counter } = workerData as ServerWorkerOrder;

function report(message: ServerWorkerReport): void {
  parentPort?.postMessage(message);
}

try {
  const { url, port } = await startReferenceServer({ ...options, counter });
  report({ url, port });
} catch (error) {
  report({ failure: error instanceof Error ? error.message : valueText(error) });
}
