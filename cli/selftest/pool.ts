import { Worker } from "node:worker_threads";
import type { FailedRun } from "#reports/model/selftest/kill-matrix.ts";
import { errorMessage } from "#spec/error-message.ts";
import type { WorkerOrder, WorkerReport } from "./messages.ts";
import type { RunnerOptions } from "./server-runner.ts";
import type { SelftestServer, ServerResult } from "./selftest-server.ts";

export interface PoolOptions extends RunnerOptions {
  /** Worker threads. */
  readonly jobs: number;
  /** Called as each server is done with, whatever came of it. */
  readonly onResult: () => void;
}

/** What the runs came to, and those that ended by a bug of the suite or of the server. */
export interface PoolResults {
  readonly results: readonly ServerResult[];
  readonly failed: readonly FailedRun[];
}

/**
 * Runs the suite against every server, each worker taking the next as it is done with one, in a new thread where it has
 * died. Runs from the compiled package only: worker threads load JavaScript.
 */
export async function runServers(
  servers: readonly SelftestServer[],
  options: PoolOptions,
  start: (options: RunnerOptions) => Worker = startWorker,
): Promise<PoolResults> {
  const queue = [...servers];
  const results: ServerResult[] = [];
  const failed: FailedRun[] = [];
  const work = async (): Promise<void> => {
    let worker: StaffedWorker | undefined;
    for (let server = queue.shift(); server !== undefined; server = queue.shift()) {
      worker ??= staffed(start(options));
      const report = await worker.test(server);
      if ("result" in report) results.push(report.result);
      else failed.push({ server: `${server.kind} ${server.id}`, failure: report.failure });
      if ("died" in report) worker = undefined;
      options.onResult();
    }
    await worker?.thread.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, servers.length) }, work));
  return { results, failed };
}

function startWorker({ seed, cases, untilCaught, narrowed, kind, spec }: RunnerOptions): Worker {
  const workerData: WorkerOrder = { seed, cases, untilCaught, narrowed, kind, spec };
  return new Worker(new URL("./worker-main.js", import.meta.url), { workerData });
}

type TestEnd = WorkerReport | { readonly failure: string; readonly died: true };

interface StaffedWorker {
  readonly thread: Worker;
  test(server: SelftestServer): Promise<TestEnd>;
}

function staffed(thread: Worker): StaffedWorker {
  const death = new Promise<TestEnd>((resolve) => {
    thread.once("error", (error) => resolve({ failure: errorMessage(error), died: true }));
    thread.once("exit", (code) => resolve({ failure: `its thread ended with ${code}`, died: true }));
  });
  const test = (server: SelftestServer): Promise<TestEnd> => {
    const told = new Promise<TestEnd>((resolve) => thread.once("message", resolve));
    thread.postMessage(server);
    return Promise.race([told, death]);
  };
  return { thread, test };
}
