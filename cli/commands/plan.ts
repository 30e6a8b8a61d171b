import { systemClock } from "../../endpoint/clock.ts";
import { registersOf, type DropReason } from "../../suites/plan/budget.ts";
import { type Case, effectOf } from "../../suites/session/case.ts";
import { casesSideBySide, type KindSettings } from "../../suites/plan/target-kind.ts";
import { runSuite } from "../../suites/run/run.ts";
import { memoryJournal } from "../../clusters/journal/journal.ts";
import { createRedactor } from "../../endpoint/redact.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { clusterLedger } from "../../clusters/journal/cluster-ledger.ts";
import type { Console } from "../console.ts";
import { dryTarget } from "../run/dry-target.ts";
import type { RunFlags } from "../run/run-flags.ts";
import { commandsFor, dictionaryOf, planRun, startedEvent, type RunPlan } from "../run/run-suite.ts";
import { plannedPlace, type Place } from "../run/run-target.ts";

interface PlannedCase {
  readonly id: string;
  readonly requests: readonly WireRequest[];
  /** Clusters alive at once while it runs alone. */
  readonly alive: number;
}

interface Rehearsal {
  readonly cases: readonly PlannedCase[];
  readonly dropped: readonly (readonly [subject: Case, reason: DropReason])[];
  readonly registered: number;
}

/** Prints every request that `run` would send with the same flags; sends none, and opens no socket. */
export async function planCommand(flags: RunFlags, console: Console): Promise<number> {
  const plan = planRun(flags);
  const place = await plannedPlace(flags);
  const rehearsal = await rehearse(plan, place);
  let number = 0;
  for (const { id, requests } of rehearsal.cases) {
    for (const request of requests) {
      number += 1;
      console.print(
        `${String(number).padStart(6)} ${effectOf(request.method).padEnd(6)} ${request.method} ${request.path}  ${id}`,
      );
    }
  }
  console.print([...summary(rehearsal, place.settings), `seed ${plan.seed}; nothing was sent`].join("\n"));
  return 0;
}

/** Runs the suite against the reference implementation in memory, one case at a time, to see what it sends. */
async function rehearse(plan: RunPlan, place: Place): Promise<Rehearsal> {
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

function summary({ cases, dropped, registered }: Rehearsal, settings: KindSettings): string[] {
  const requests = cases.flatMap((each) => each.requests);
  const count = (effect: string): number => requests.filter((request) => effectOf(request.method) === effect).length;
  const limit = settings.maxRegistrations === Infinity ? "no limit" : `limit ${settings.maxRegistrations}`;
  return [
    `${cases.length} cases, ${requests.length} requests: ${count("create")} create, ${count("delete")} delete, ${count("read")} read`,
    `${registered} registrations succeed (${limit}), at most ${mostAlive(cases, settings)} clusters alive at once; ${paceOf(requests.length, settings)}`,
    ...droppedLines(dropped),
  ];
}

/** So many cases run side by side, and the limit holds for all of them together. */
function mostAlive(cases: readonly PlannedCase[], settings: KindSettings): number {
  const largest = cases.map(({ alive }) => alive).sort((a, b) => b - a);
  const together = largest.slice(0, casesSideBySide(settings)).reduce((sum, alive) => sum + alive, 0);
  return Math.min(together, settings.maxLive);
}

function paceOf(requests: number, { rps }: KindSettings): string {
  if (rps === undefined) return "no pace is set";
  return `about ${Math.ceil(requests / rps / 60)} min at ${rps} a second`;
}

/** What the limits leave out: how many cases of which kind, for which requirement. */
function droppedLines(dropped: Rehearsal["dropped"]): string[] {
  if (dropped.length === 0) return ["no case is left out by the limits"];
  const counts = new Map<string, number>();
  for (const [{ kind, requirements }, reason] of dropped) {
    const flag = reason === "live" ? "--max-live" : "--max-registrations";
    const line = `${kind} of ${requirements.join(", ")} (${flag})`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const registrations = dropped.reduce((sum, [subject]) => sum + registersOf(subject), 0);
  return [
    `left out by the limits: ${dropped.length} cases, ${registrations} registrations`,
    ...[...counts].map(([line, count]) => `${String(count).padStart(6)} ${line}`),
  ];
}
