import { Worker } from "node:worker_threads";
import type { WorkerOrder, WorkerReport } from "./messages.ts";
import type { RunnerOptions } from "./server-runner.ts";
import type { SelftestServer, ServerResult } from "./selftest-server.ts";

export interface PoolOptions extends RunnerOptions {
  /** Worker threads. */
  readonly jobs: number;
  readonly onResult: (result: ServerResult) => void;
}

/**
 * Runs the suite against every server, each worker taking the next as it is done with one. Runs from the compiled
 * package only: worker threads load JavaScript. Rejects when a run ends by a bug of the suite or of the server.
 */
export async function runServers(servers: readonly SelftestServer[], options: PoolOptions): Promise<ServerResult[]> {
  const queue = [...servers];
  const results: ServerResult[] = [];
  const workers = Array.from({ length: Math.min(options.jobs, servers.length) }, () => startWorker(options));
  const take = (result: ServerResult): void => {
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

function startWorker({ seed, cases, untilCaught, narrowed, kind, spec }: RunnerOptions): Worker {
  const workerData: WorkerOrder = { seed, cases, untilCaught, narrowed, kind, spec };
  return new Worker(new URL("./worker-main.js", import.meta.url), { workerData });
}

function work(worker: Worker, queue: SelftestServer[], take: (result: ServerResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      const server = queue.shift();
      if (server === undefined) resolve();
      else worker.postMessage(server);
    };
    worker.on("error", reject);
    worker.on("message", (report: WorkerReport) => {
      if ("failure" in report) return reject(new Error(`${report.server.kind} ${report.server.id}: ${report.failure}`));
      take(report.result);
      next();
    });
    next();
  });
}
