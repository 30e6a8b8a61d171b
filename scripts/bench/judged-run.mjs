/* global AbortController */
// A run of the suite in this process, as `run` fires it: journal, events on disk, signatures and all.
import { performance } from "node:perf_hooks";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutput } from "../../dist/cli/run/output.js";
import { fire, planRun } from "../../dist/cli/run/run-suite.js";
import { PROFILES } from "../../dist/suites/plan/profile.js";
import { fixedCredentials } from "../../dist/endpoint/aws/credentials.js";
import { createHttpTarget } from "../../dist/endpoint/sending/http-target.js";
import { CREDENTIALS, REGION } from "./server.mjs";

const FLAGS = {
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
export function planOf({ cases, failFast = false }) {
  return planRun({ ...FLAGS, cases, failFast });
}

/**
 * Runs against an endpoint. Answers the record, the events and every request as it was sent when asked to keep them,
 * and the milliseconds and CPU milliseconds that the run took in this process.
 */
export async function judgedRun(endpoint, { concurrency, cases, failFast, plan, keep = false }) {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const http = createHttpTarget({ endpoint, region: REGION, concurrency, credentials: fixedCredentials(CREDENTIALS) });
  const sent = [];
  const events = [];
  const profile = { ...PROFILES.reference, concurrency, casesPerConstraint: cases };
  const run = {
    plan: plan ?? planOf({ cases, failFast }),
    target: {
      runId: "bench",
      endpoint,
      region: REGION,
      profile,
      target: keep ? tapped(http, sent) : http,
      embedded: false,
      secrets: [],
    },
    output: openOutput(folder),
    signal: new AbortController().signal,
    onEvent: keep ? (event) => events.push(event) : () => undefined,
  };
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const record = await fire(run);
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  run.output.finish(record, []);
  await http.close();
  rmSync(folder, { recursive: true, force: true });
  return { record, events, sent, ms, cpuMs: (user + system) / 1000 };
}

/** The same target, with every request kept as it was sent, and the status it got. */
function tapped(target, sent) {
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
