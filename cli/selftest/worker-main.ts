// Entry of a selftest's worker threads; see pool.ts.
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerOrder, WorkerReport, WorkerRequest } from "./messages.ts";
import { runServiceSubject } from "./service-subject.ts";
import { SubjectRunner } from "./subject-runner.ts";

// A refusal is an error that nobody looks at the stack of, and to take that costs a twentieth of a run.
Error.stackTraceLimit = 0;

const order = workerData as WorkerOrder;
const runner = new SubjectRunner(order);

function isOfService({ kind }: WorkerRequest): boolean {
  return kind === "service" || kind === "service-fault";
}

async function reportOn(subject: WorkerRequest): Promise<WorkerReport> {
  try {
    return { result: await (isOfService(subject) ? runServiceSubject(subject, order) : runner.run(subject)) };
  } catch (error) {
    return { subject, failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on("message", (subject: WorkerRequest) => {
  void reportOn(subject).then((report) => parentPort?.postMessage(report));
});
