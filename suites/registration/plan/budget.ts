import type { Requirement } from "#spec/requirement.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";

/** What a run may cost. */
export interface Budget {
  /** Registrations that may succeed, over all cases. */
  readonly registrations: number;
  /** Clusters alive at once. */
  readonly live: number;
  /** Requirements that get their first case before any gets its second. */
  readonly must: ReadonlySet<string>;
}

/** What the limits leave when so many registrations are spent: one stays free for what must be refused, and is not. */
export function budgetOf(
  { maxRegistrations, maxLive }: KindSettings,
  spent: number,
  requirements: readonly Pick<Requirement, "id" | "level">[],
): Budget {
  return {
    registrations: maxRegistrations - spent - 1,
    live: maxLive,
    must: new Set(requirements.filter(({ level }) => level === "MUST").map(({ id }) => id)),
  };
}

/** Why a case is left out: too many registrations over the run, or too many clusters alive at once. */
export type DropReason = "registrations" | "live";

/** In words, for the record. */
export const DROPPED: Readonly<Record<DropReason, string>> = {
  registrations: "no registration of --max-registrations was left for it",
  live: "it needs more clusters alive at once than --max-live allows",
};

/** Cases looked at for the order; those beyond are taken as they come, so that memory does not grow with them. */
const ORDERED = 10_000;

/** Registrations of a case that may succeed. One that must be refused creates nothing and counts as none. */
export function registersOf({ registers, live }: Case): number {
  return registers ?? live;
}

/** The cases that fit the budget, in their order; `drop` is told of the rest. */
export function* withinBudget(
  cases: Iterable<Case>,
  budget: Pick<Budget, "registrations" | "live">,
  drop: (testCase: Case, reason: DropReason) => void,
): Iterable<Case> {
  let left = budget.registrations;
  for (const testCase of cases) {
    const registers = registersOf(testCase);
    if (testCase.live > budget.live) drop(testCase, "live");
    else if (registers > left) drop(testCase, "registrations");
    else {
      left -= registers;
      yield testCase;
    }
  }
}

/** The first case of every MUST requirement, and the others as planned: for where registrations are limited. */
export function openingMust(
  cases: Iterable<Case>,
  { must, live }: Pick<Budget, "must" | "live">,
): { readonly first: readonly Case[]; readonly rest: Iterable<Case> } {
  const iterator = cases[Symbol.iterator]();
  const head: Case[] = [];
  let next = iterator.next();
  for (; next.done !== true && head.length < ORDERED; next = iterator.next()) head.push(next.value);
  const covered = new Set<string>();
  const first = head.filter((testCase) => {
    const opens = testCase.live <= live && testCase.requirements.some((id) => must.has(id) && !covered.has(id));
    if (opens) for (const id of testCase.requirements) covered.add(id);
    return opens;
  });
  const taken = new Set(first);
  const rest = function* (): Iterable<Case> {
    for (const testCase of head) if (!taken.has(testCase)) yield testCase;
    for (; next.done !== true; next = iterator.next()) yield next.value;
  };
  return { first, rest: rest() };
}
