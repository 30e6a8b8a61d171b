// Entry of a selftest's worker threads; see pool.ts.
import { errorMessage } from "#spec/error-message.ts";
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerOrder, WorkerReport, WorkerRequest } from "./messages.ts";
import { runServiceServer } from "./run-service-server.ts";
import { ServerRunner } from "./server-runner.ts";

// A refusal is an error that nobody looks at the stack of, and to take that costs a twentieth of a run.
Error.stackTraceLimit = 0;

const order = workerData as WorkerOrder;
const runner = new ServerRunner(order);

function isOfService({ kind }: WorkerRequest): boolean {
  return kind.startsWith("service");
}

async function reportOn(server: WorkerRequest): Promise<WorkerReport> {
  try {
    return { result: await (isOfService(server) ? runServiceServer(server, order) : runner.run(server)) };
  } catch (error) {
    return { failure: errorMessage(error) };
  }
}

parentPort?.on("message", (server: WorkerRequest) => {
  void reportOn(server).then((report) => parentPort?.postMessage(report));
});
