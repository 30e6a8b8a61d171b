import type { RunEvent } from "../../suites/events.ts";
import type { Profile } from "../../suites/profile.ts";
import { runSuite } from "../../suites/run.ts";
import { memoryJournal } from "../../target/journal.ts";
import { createRedactor } from "../../target/redact.ts";
import type { WireRequest } from "../../target/exchange.ts";
import { clusterLedger } from "../cluster-ledger.ts";
import type { Console } from "../console.ts";
import { dryTarget } from "../dry-target.ts";
import type { RunFlags } from "../run-flags.ts";
import { planRun, suiteOptionsOf, type RunPlan } from "../run-suite.ts";
import { plannedPlace, type Place } from "../run-target.ts";

interface Planned {
  readonly case: string;
  readonly requests: readonly WireRequest[];
}

/** Prints every request that `run` would send with the same flags; sends none, and opens no socket. */
export async function planCommand(flags: RunFlags, console: Console): Promise<number> {
  const plan = planRun(flags);
  const place = plannedPlace(flags);
  const { planned, live } = await rehearse(plan, place);
  let number = 0;
  for (const { case: id, requests } of planned) {
    for (const request of requests) {
      number += 1;
      console.print(
        `${String(number).padStart(6)} ${effectOf(request).padEnd(6)} ${request.method} ${request.path}  ${id}`,
      );
    }
  }
  console.print(summary(planned, plan, place.profile, live));
  return 0;
}

/** Runs the suite against the reference implementation in memory, one case at a time, to see what it sends. */
async function rehearse(plan: RunPlan, place: Place): Promise<{ planned: Planned[]; live: number }> {
  const planned: Planned[] = [];
  let pending: WireRequest[] = [];
  let alive = 0;
  let live = 0;
  const target = dryTarget(place.endpoint, place.region, (request) => pending.push(request));
  const onEvent = (event: RunEvent): void => {
    if (event.type !== "case" && event.type !== "ended") return;
    planned.push({ case: event.type === "case" ? event.id : "clean-up", requests: pending });
    pending = [];
  };
  const ledgerOf = (observed: typeof target): ReturnType<typeof clusterLedger> => {
    const ledger = clusterLedger({ journal: memoryJournal(), target: observed, runId: "plan", budgetMs: 0 });
    return {
      ...ledger,
      created: (name) => {
        live = Math.max(live, (alive += 1));
        ledger.created(name);
      },
      remove: (name) => {
        alive -= 1;
        return ledger.remove(name);
      },
    };
  };
  await runSuite({
    ...suiteOptionsOf(plan, { ...place, runId: "plan", embedded: false }),
    profile: { ...place.profile, concurrency: 1 },
    target,
    cleanUpTarget: target,
    ledger: ledgerOf,
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    redactor: createRedactor(),
    emit: onEvent,
  });
  return { planned, live };
}

function effectOf({ method }: WireRequest): "read" | "create" | "delete" {
  return method === "POST" ? "create" : method === "DELETE" ? "delete" : "read";
}

function summary(planned: readonly Planned[], plan: RunPlan, profile: Profile, live: number): string {
  const requests = planned.flatMap((each) => each.requests);
  const count = (effect: string): number => requests.filter((request) => effectOf(request) === effect).length;
  const seconds = profile.rps === undefined ? undefined : requests.length / profile.rps;
  const pace =
    seconds === undefined ? "no pace is set" : `about ${Math.ceil(seconds / 60)} min at ${profile.rps} a second`;
  return [
    `${planned.length} cases, ${requests.length} requests: ${count("create")} create, ${count("delete")} delete, ${count("read")} read`,
    `at most ${Math.max(live, 1)} clusters of one case alive at once, ${profile.maxLive} in all; ${pace}`,
    `seed ${plan.seed}; nothing was sent`,
  ].join("\n");
}
