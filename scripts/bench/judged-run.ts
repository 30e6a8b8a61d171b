// A run of the suite in this process, as `run` fires it: journal, events on disk, signatures and all.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openOutput } from "#cli/run/results/output.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { fire, planRun, type RunPlan } from "#cli/run/run-suite.ts";
import { fixedCredentials } from "#endpoint/aws/credentials.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { createHttpTarget, type HttpTarget } from "#endpoint/sending/http-target.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import type { RunEvent } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { SentRequest } from "./bare-loop.ts";
import { CREDENTIALS, REGION } from "./server.ts";

export interface JudgedRunOptions {
  readonly concurrency: number;
  /** Random inputs per constraint. */
  readonly cases: number;
  /** Default: one that is made of the contract for this run alone. */
  readonly plan?: RunPlan;
  /** Keep the events, and each request as it was sent. */
  readonly keep?: boolean;
}

export interface JudgedRun {
  readonly record: RunRecord;
  readonly events: readonly RunEvent[];
  readonly sent: readonly SentRequest[];
  /** What the run took in this process. */
  readonly ms: number;
  readonly cpuMs: number;
}

const FLAGS: RunFlags = {
  select: [],
  skip: [],
  allowRegion: [],
  level: "INFO",
  feature: {},
  sign: true,
  format: [],
  out: "",
  seed: 11,
};

/** The plan of a run with so many cases a constraint; what it makes of the contract is made once for all its runs. */
export function planOf({ cases, failFast = false }: { cases: number; failFast?: boolean }): RunPlan {
  return planRun({ ...FLAGS, cases, failFast });
}

/** Runs against an endpoint. */
export async function judgedRun(endpoint: string, options: JudgedRunOptions): Promise<JudgedRun> {
  const { concurrency, cases, plan = planOf({ cases }), keep = false } = options;
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const http = createHttpTarget({ endpoint, region: REGION, concurrency, credentials: fixedCredentials(CREDENTIALS) });
  const sent: SentRequest[] = [];
  const events: RunEvent[] = [];
  const output = openOutput(folder);
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const record = await fire({
    plan,
    target: {
      runId: "bench",
      endpoint,
      region: REGION,
      settings: { ...KIND_SETTINGS.reference, concurrency, casesPerConstraint: cases },
      target: keep ? tapped(http, sent) : http,
      embedded: false,
      warnings: [],
      redactor: createRedactor(),
      close: () => http.close(),
    },
    output,
    signal: new AbortController().signal,
    onEvent: keep ? (event) => void events.push(event) : () => undefined,
  });
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  output.finish(record, []);
  output.close();
  await http.close();
  rmSync(folder, { recursive: true, force: true });
  return { record, events, sent, ms, cpuMs: (user + system) / 1000 };
}

/** The same target, with every request kept as it was sent, and the status it got. */
function tapped(target: HttpTarget, sent: SentRequest[]): HttpTarget {
  return {
    ...target,
    send: async (request, options) => {
      const delivery = await target.send(request, options);
      for (const { request, response } of [...delivery.earlier, delivery.last]) {
        sent.push({ ...request, status: response?.status });
      }
      return delivery;
    },
    withoutAbort: () => tapped(target.withoutAbort(), sent),
  };
}
