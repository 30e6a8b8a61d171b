import type { RunnerOptions } from "./subject-runner.ts";
import type { SelftestSubject, SubjectResult } from "./subject.ts";

/** What a worker thread is started with. */
export type WorkerOrder = RunnerOptions;

/** To the worker: run this one next. */
export type WorkerRequest = SelftestSubject;

/** From the worker: what came of it, or the bug that ended it. */
export type WorkerReport =
  { readonly result: SubjectResult } | { readonly subject: SelftestSubject; readonly failure: string };
