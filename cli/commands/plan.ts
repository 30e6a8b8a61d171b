import { type DropReason, registersOf } from "#suites/registration/plan/budget.ts";
import type { Console } from "#cli/console.ts";
import { counted } from "#cli/planning/counted.ts";
import { costLines, costOf } from "#cli/planning/cost.ts";
import { plannedEffect, type JudgedBy } from "#cli/planning/effect.ts";
import { tellUnsupported } from "#cli/planning/tell-unsupported.ts";
import { rehearse, type Rehearsal } from "#cli/planning/rehearsal.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { tellWarnings } from "#cli/run/print-outcome.ts";
import { planRun, withReadOnlySpec } from "#cli/run/run-suite.ts";
import { plannedTarget } from "#cli/run/target/planned-target.ts";

/** The flags of `plan` beside those of `run`. */
export interface PlanFlags {
  /** See PlannedFlags. */
  readonly command?: string;
  /** Prints the requests and their cost as JSON. */
  readonly json?: boolean;
}

/** Prints what `run` would cost with the same flags, and every request that it would send; sends none, opens no socket. */
export async function planCommand(given: RunFlags & PlanFlags, console: Console): Promise<number> {
  const plan = planRun(withReadOnlySpec(given));
  const flags = { ...given, ...plan.flags };
  const target = await plannedTarget(flags);
  const rehearsal = await rehearse(plan, target);
  tellWarnings(target, console);
  tellUnsupported(plan.contract, plan.requirements, console);
  const cost = costOf(rehearsal, target.settings, plan);
  if (flags.json === true) {
    const cases = rehearsal.cases.map(({ id, requests }) => ({
      id,
      requests: requests.map((each) => wanted(plan, each)),
    }));
    console.json({ seed: plan.seed, target: target.place, cost, leftOut: leftOutOf(rehearsal), cases });
    return 0;
  }
  console.print([...costLines(cost), ...droppedLines(rehearsal.dropped), `all to ${target.place}`, ""].join("\n"));
  let number = 0;
  for (const { id, requests } of rehearsal.cases) {
    for (const request of requests) {
      number += 1;
      const { effect, method, path } = wanted(plan, request);
      console.print(`${String(number).padStart(6)} ${effect.padEnd(6)} ${method} ${path}  ${id}`);
    }
  }
  console.print(`seed ${plan.seed}; nothing was sent`);
  return 0;
}

function wanted(judged: JudgedBy, request: Rehearsal["cases"][number]["requests"][number]) {
  const { method, path } = request;
  return { effect: plannedEffect(judged, request), method, path };
}

function leftOutOf({ dropped }: Rehearsal) {
  return dropped.map(([{ id, requirements }, reason]) => ({ case: id, requirements, flag: FLAGS[reason] }));
}

const FLAGS: Readonly<Record<DropReason, string>> = { live: "--max-live", registrations: "--max-registrations" };

/** What the limits leave out: how many cases of which kind, for which requirement. */
function droppedLines(dropped: Rehearsal["dropped"]): string[] {
  if (dropped.length === 0) return ["no case is left out by the limits"];
  const counts = new Map<string, number>();
  for (const [{ kind, requirements }, reason] of dropped) {
    const line = `${kind} of ${requirements.join(", ")} (${FLAGS[reason]})`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const registrations = dropped.reduce((sum, [testCase]) => sum + registersOf(testCase), 0);
  return [
    `left out by the limits: ${counted(dropped.length, "case")}, ${counted(registrations, "registration")}`,
    ...[...counts].map(([line, count]) => `${String(count).padStart(6)} ${line}`),
  ];
}
