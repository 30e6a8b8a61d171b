import type { Judgement } from "#suites/record/record.ts";
import { type Failing, isAlike, type ServerFailure } from "#suites/session/server-errors.ts";
import { failsTooOften } from "./chance.ts";

/** The most rounds of a case whose failures were seen among retries, lost replies or taken names. */
const MAX_ROUNDS = 4;
/** The most rounds of a case in which the server failed each time, and no more than chance would have it. */
const MAX_FAILING_ROUNDS = 6;

/** What the server failed at in the last rounds of a case, each time alike. */
export interface RecurringFailure extends ServerFailure {
  /** How often the operation failed in those rounds, but for the first: that one is why the others were looked at. */
  readonly again: Failing;
}

/**
 * What recurs by a round in which the server failed at these, after what did so far. In a case of many requests it fails
 * now and then at one or another: another failure is no second one.
 */
export function recurringBy(
  earlier: readonly RecurringFailure[],
  failures: readonly ServerFailure[],
): readonly RecurringFailure[] {
  const both = failures.flatMap((failure) => {
    const before = earlier.find((each) => isAlike(each, failure));
    return before === undefined ? [] : [{ ...failure, again: sumOf(before.again, failure.failing) }];
  });
  return both.length > 0 ? both : failures.map((failure) => ({ ...failure, again: { failures: 0, requests: 0 } }));
}

function sumOf(one: Failing, other: Failing): Failing {
  return { failures: one.failures + other.failures, requests: one.requests + other.requests };
}

/** How often the server has failed in the rounds of a case. */
interface FailedSoFar {
  /** Empty where it did not in the last one. */
  readonly recurring: readonly RecurringFailure[];
  readonly repeated: Pick<Repeated, "hasAll" | "isBeyondChance">;
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
  if (recurring.length === 0 || repeated.isBeyondChance(recurring)) return false;
  return !repeated.hasAll(recurring.map(({ requirement }) => requirement));
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

  /**
   * Whether what recurs in a case is too much for chance. Each operation of each case in which the server failed is another
   * look, and nobody knows how many cases there will be: one over the squares of all numbers comes to less than two.
   */
  isBeyondChance(recurring: readonly RecurringFailure[]): boolean {
    const looks = (this.#passed + 1) ** 2;
    return recurring.some(({ again, among }) => failsTooOften(again, looks * among));
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
