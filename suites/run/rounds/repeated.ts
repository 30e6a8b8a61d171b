import type { Judgement } from "../../record/record.ts";
import type { ServerFailure } from "../../session/server-errors.ts";
import { roundsBeyondChance } from "./chance.ts";

/** The most rounds of a case whose failures were seen among retries, lost replies or taken names. */
const MAX_ROUNDS = 4;

/** The most rounds of a case in which the server failed each time, and each time at something else. */
const MAX_FAILING_ROUNDS = 6;

/** What the server failed at in the last rounds of a case, each time alike. */
export interface Recurring {
  readonly failures: readonly ServerFailure[];
  /** Rounds in a row before the last one in which it failed at these, too. */
  readonly before: number;
}

/**
 * What recurs by a round in which the server failed, after what did so far. In a case of many requests it fails now and
 * then at one or another: another failure is no second one.
 */
export function recurringBy(earlier: Recurring | undefined, failures: readonly ServerFailure[]): Recurring {
  const again = failures.filter(({ requirement, operation }) =>
    earlier?.failures.some((one) => one.requirement === requirement && one.operation === operation),
  );
  if (earlier === undefined || again.length === 0) return { failures, before: 0 };
  return { failures: again, before: earlier.before + 1 };
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
  if (mayBeChance(seen) && round < MAX_FAILING_ROUNDS) return "failed";
  return round < MAX_ROUNDS && seen.disturbed && isDoubtful(seen) ? "disturbed" : undefined;
}

/** Whether the server failed, and less often than it must before that counts. */
export function mayBeChance({ recurring, repeated }: FailedSoFar): boolean {
  if (recurring === undefined) return false;
  const { failures, before } = recurring;
  return before + 1 < repeated.roundsNeeded && !repeated.hasAll(failures.map(({ requirement }) => requirement));
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
