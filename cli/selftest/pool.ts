import { Worker } from "node:worker_threads";
import type { WorkerOrder, WorkerReport } from "./messages.ts";
import type { RunnerOptions } from "./subject-runner.ts";
import type { SelftestSubject, SubjectResult } from "./subject.ts";

export interface PoolOptions extends RunnerOptions {
  /** Worker threads. */
  readonly jobs: number;
  readonly onResult: (result: SubjectResult) => void;
}

/**
 * Runs the suite against every subject, each worker taking the next as it is done with one. Runs from the compiled
 * package only: worker threads load JavaScript. Rejects when a run ends by a bug of the suite or of the server.
 */
export async function runSubjects(
  subjects: readonly SelftestSubject[],
  options: PoolOptions,
): Promise<SubjectResult[]> {
  const queue = [...subjects];
  const results: SubjectResult[] = [];
  const workers = Array.from({ length: Math.min(options.jobs, subjects.length) }, () => startWorker(options));
  const take = (result: SubjectResult): void => {
    results.push(result);
    options.onResult(result);
  };
  try {
    await Promise.all(workers.map((worker) => work(worker, queue, take)));
    return results;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startWorker({ seed, cases, untilCaught = false, kind, spec }: RunnerOptions): Worker {
  const workerData: WorkerOrder = { seed, cases, untilCaught, kind, spec };
  return new Worker(new URL("./worker-main.js", import.meta.url), { workerData });
}

function work(worker: Worker, queue: SelftestSubject[], take: (result: SubjectResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      const subject = queue.shift();
      if (subject === undefined) resolve();
      else worker.postMessage(subject);
    };
    worker.on("error", reject);
    worker.on("message", (report: WorkerReport) => {
      if ("failure" in report)
        return reject(new Error(`${report.subject.kind} ${report.subject.id}: ${report.failure}`));
      take(report.result);
      next();
    });
    next();
  });
}
