import { journalLedger } from "#custody/journal/journal-ledger.ts";
import { memoryJournal } from "#custody/journal/journal.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { referenceOf } from "#reference/server/reference-of.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import type { DropReason } from "#suites/registration/plan/budget.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import type { SuiteOptions } from "#suites/run/suite-options.ts";
import type { ServiceOptions } from "#suites/service/run/prepared-service.ts";
import { runService } from "#suites/service/run/service-run.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { dryTarget } from "#cli/run/target/dry-target.ts";
import { removalFor, dictionaryOf, startedEvent, type RunPlan } from "#cli/run/run-suite.ts";
import type { PlannedTarget } from "#cli/run/target/planned-target.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";

export interface PlannedCase {
  readonly id: string;
  readonly requests: readonly WireRequest[];
  /** Clusters alive at once while it runs alone. */
  readonly alive: number;
}

export interface Rehearsal {
  readonly cases: readonly PlannedCase[];
  readonly dropped: readonly (readonly [testCase: Case, reason: DropReason])[];
  readonly registered: number;
  readonly of: "clusters" | "resources";
}

/**
 * Runs the suite against a reference server in memory, one case at a time, to see what it sends; given ids, with these
 * cases alone.
 */
export async function rehearse(plan: RunPlan, planned: PlannedTarget, only?: ReadonlySet<string>): Promise<Rehearsal> {
  const clock = new VirtualClock();
  const cases: PlannedCase[] = [];
  const dropped: [Case, DropReason][] = [];
  let requests: WireRequest[] = [];
  let alive = 0;
  const target = dryTarget({
    ...planned,
    clock,
    reference: await referenceOf({ spec: plan.served, region: planned.region, hooks: true, now: clock.epoch }),
    sent: (request, clusters) => {
      requests.push(request);
      alive = Math.max(alive, clusters);
    },
  });
  const place = { ...planned, embedded: false };
  const suite: SuiteOptions = {
    contract: plan.contract,
    started: startedEvent(plan, { ...place, runId: "plan" }),
    settings: planned.settings,
    clock,
    endpoint: {
      target,
      cleanUpTarget: target,
      ledger: journalLedger({ journal: memoryJournal(), runId: "plan" }),
      removalTime: { clock, budgetMs: plan.table === undefined ? 0 : 30_000 },
    },
    choice: { dictionary: dictionaryOf(plan), only },
    limits: { casesAtOnce: 1 },
    reporting: {
      commandFor: removalFor(place, plan),
      redactor: createRedactor(),
      dropped: (testCase, reason) => dropped.push([testCase, reason]),
      emit: (event) => {
        if (event.type !== "case" && event.type !== "ended") return;
        if (requests.length > 0) cases.push({ id: event.type === "case" ? event.id : "clean-up", requests, alive });
        requests = [];
        alive = 0;
      },
    },
  };
  const record = await (plan.table === undefined ? runSuite(suite) : runService(serviceOptions(suite, plan.table)));
  const of = plan.table === undefined ? "clusters" : "resources";
  return { cases, dropped, registered: record.clusters.registered, of };
}

/** Lanes of cases side by side would mix up whose request is whose; what an account has, no server in memory knows. */
function serviceOptions(suite: SuiteOptions, table: ResourceTable): ServiceOptions {
  const settings = { ...suite.settings, concurrency: 1, describeExisting: false };
  return {
    ...suite,
    settings,
    table,
  };
}
