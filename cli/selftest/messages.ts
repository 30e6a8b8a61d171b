import type { RunnerOptions } from "./server-runner.ts";
import type { SelftestServer, ServerResult } from "./selftest-server.ts";

/** What a worker thread is started with. */
export type WorkerOrder = RunnerOptions;

/** To the worker: run this one next. */
export type WorkerRequest = SelftestServer;

/** From the worker: what came of it, or the bug that ended it. */
export type WorkerReport = { readonly result: ServerResult } | { readonly failure: string };
