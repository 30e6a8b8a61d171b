import type { Judgement } from "../../record/record.ts";
import type { ServerFailure } from "../../session/server-errors.ts";
import { roundsBeyondChance } from "./chance.ts";

/** The most rounds of a case whose failures were seen among retries, lost replies or taken names. */
const MAX_ROUNDS = 4;

/** The most rounds of a case in which the server failed each time, and each time at something else. */
const MAX_FAILING_ROUNDS = 6;
/** The same, where it asks so much that no number of rounds would tell that from chance. */
const MAX_CHANCE_ROUNDS = 3;

/** What the server failed at in the last rounds of a case, each time alike. */
export interface Recurring {
  readonly failures: readonly ServerFailure[];
  /** Rounds in a row after the first in which it failed at these, each by its weight against chance. */
  readonly again: number;
  /** That of the last round, of one at most. */
  readonly weight: number;
}

/**
 * What recurs by a round in which the server failed, after what did so far. In a case of many requests it fails now and
 * then at one or another: another failure is no second one.
 */
export function recurringBy(
  earlier: Recurring | undefined,
  failures: readonly ServerFailure[],
  weightOf: (failure: ServerFailure) => number = () => 1,
): Recurring {
  const both = failures.filter(({ requirement, operation }) =>
    earlier?.failures.some((one) => one.requirement === requirement && one.operation === operation),
  );
  const isFirst = earlier === undefined || both.length === 0;
  const weight = Math.max(...(isFirst ? failures : both).map(weightOf));
  return isFirst ? { failures, again: 0, weight } : { failures: both, again: earlier.again + weight, weight };
}

/** How often the server has failed in the rounds of a case. */
interface FailedSoFar {
  /** Undefined where it did not in the last one. */
  readonly recurring: Recurring | undefined;
  readonly repeated: Pick<Repeated, "hasAll" | "roundsNeeded">;
}

/** A round of a case, as it ended. */
export interface RoundSeen extends FailedSoFar {
  /** 1 for the first. */
  readonly round: number;
  /** What the case exists to judge. */
  readonly requirements: readonly string[];
  readonly judgements: readonly Judgement[];
  /** Among retries, lost replies or taken names. */
  readonly disturbed: boolean;
  /** The target died while this and other cases were under way: any of them may have killed it. */
  readonly diedBeside: boolean;
  /** Another round would show nothing new: the target died of the case, or the credentials no longer work. */
  readonly settled: boolean;
}

/** Why the case is run again with fresh values; undefined if the outcome of the round stands. */
export function whyRepeat(seen: RoundSeen): "failed" | "disturbed" | undefined {
  const { round, settled } = seen;
  if (settled) return undefined;
  if (seen.diedBeside && round < MAX_ROUNDS) return "disturbed";
  if (mayBeChance(seen) && round < failingRoundsOf(seen)) return "failed";
  return round < MAX_ROUNDS && seen.disturbed && isDoubtful(seen) ? "disturbed" : undefined;
}

/** How often it is run where the server fails each time: more often where that may come to count. */
function failingRoundsOf({ round, recurring, repeated }: RoundSeen): number {
  const { again = 0, weight = 0 } = recurring ?? {};
  const mayCount = again + (MAX_FAILING_ROUNDS - round) * weight + 1 >= repeated.roundsNeeded;
  return mayCount ? MAX_FAILING_ROUNDS : MAX_CHANCE_ROUNDS;
}

/** Whether the server failed, and less often than it must before that counts. */
export function mayBeChance({ recurring, repeated }: FailedSoFar): boolean {
  if (recurring === undefined) return false;
  const { failures, again } = recurring;
  return again + 1 < repeated.roundsNeeded && !repeated.hasAll(failures.map(({ requirement }) => requirement));
}

/** A failure of any requirement, or less of the case's own. */
function isDoubtful({ requirements, judgements }: RoundSeen): boolean {
  return judgements.some(({ requirement, verdict }) => {
    if (verdict === "fail") return true;
    return (verdict === "warn" || verdict === "inconclusive") && requirements.includes(requirement);
  });
}

/**
 * A single failure is chance. Remembers what recurred, so that no further case is run again for the same requirement,
 * and how often failures have not: where they come and go, more of them in a row may be chance.
 */
export class Repeated {
  readonly #requirements = new Set<string>();
  #passed = 0;

  /** In how many rounds of a case the server must fail, so that it is no chance. */
  get roundsNeeded(): number {
    return roundsBeyondChance(this.#passed + 1);
  }

  /** The server failed in a round, and not in the next. */
  pass(): void {
    this.#passed += 1;
  }

  hasAll(requirements: readonly string[]): boolean {
    return requirements.every((id) => this.#requirements.has(id));
  }

  add(requirements: readonly string[]): void {
    for (const id of requirements) this.#requirements.add(id);
  }
}
