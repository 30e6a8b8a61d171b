import { clusterLedger } from "../../clusters/journal/cluster-ledger.ts";
import { memoryJournal } from "../../clusters/journal/journal.ts";
import { systemClock } from "../../endpoint/clock.ts";
import { createRedactor } from "../../endpoint/redact.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import type { DropReason } from "../../suites/plan/budget.ts";
import { runSuite } from "../../suites/run/run.ts";
import type { Case } from "../../suites/session/case.ts";
import { dryTarget } from "../run/dry-target.ts";
import { commandsFor, dictionaryOf, startedEvent, type RunPlan } from "../run/run-suite.ts";
import type { Place } from "../run/run-target.ts";

export interface PlannedCase {
  readonly id: string;
  readonly requests: readonly WireRequest[];
  /** Clusters alive at once while it runs alone. */
  readonly alive: number;
}

export interface Rehearsal {
  readonly cases: readonly PlannedCase[];
  readonly dropped: readonly (readonly [subject: Case, reason: DropReason])[];
  readonly registered: number;
}

/** Runs the suite against the reference implementation in memory, one case at a time, to see what it sends. */
export async function rehearse(plan: RunPlan, place: Place): Promise<Rehearsal> {
  const cases: PlannedCase[] = [];
  const dropped: [Case, DropReason][] = [];
  let requests: WireRequest[] = [];
  let alive = 0;
  const target = dryTarget({
    ...place,
    sent: (request, clusters) => {
      requests.push(request);
      alive = Math.max(alive, clusters);
    },
  });
  const record = await runSuite({
    contract: plan.contract,
    started: startedEvent(plan, { ...place, runId: "plan", embedded: false }),
    settings: place.settings,
    clock: { ...systemClock, sleep: () => Promise.resolve() },
    endpoint: {
      target,
      cleanUpTarget: target,
      ledger: (observed) => clusterLedger({ journal: memoryJournal(), target: observed, runId: "plan", budgetMs: 0 }),
    },
    choice: { dictionary: dictionaryOf(plan) },
    limits: { casesAtOnce: 1 },
    reporting: {
      ...commandsFor(place, !plan.flags.sign),
      redactor: createRedactor(),
      dropped: (subject, reason) => dropped.push([subject, reason]),
      emit: (event) => {
        if (event.type !== "case" && event.type !== "ended") return;
        if (requests.length > 0) cases.push({ id: event.type === "case" ? event.id : "clean-up", requests, alive });
        requests = [];
        alive = 0;
      },
    },
  });
  return { cases, dropped, registered: record.clusters.registered };
}
