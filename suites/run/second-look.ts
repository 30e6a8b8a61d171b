import type { Judgement } from "../record/record.ts";

/** The most rounds of a case whose failures were seen among retries, lost replies or taken names. */
const MAX_ROUNDS = 4;

/** A round of a case, as it ended. */
export interface RoundSeen {
  /** 1 for the first. */
  readonly round: number;
  /** What the case exists to judge. */
  readonly requirements: readonly string[];
  readonly judgements: readonly Judgement[];
  /** Among retries, lost replies or taken names. */
  readonly disturbed: boolean;
  /** Requirements that were not met because the server itself failed. */
  readonly failed: readonly string[];
  /** The server failed in an earlier round. */
  readonly failedBefore: boolean;
  readonly repeated: Pick<Repeated, "hasAll">;
  /** Another round would show nothing new: the target died of the case, or the credentials no longer work. */
  readonly settled: boolean;
}

/** Why the case is run again with fresh values; undefined if the outcome of the round stands. */
export function whyLookAgain(seen: RoundSeen): "failed-once" | "disturbed" | undefined {
  const { round, failed, failedBefore, repeated, settled } = seen;
  if (settled || round === MAX_ROUNDS) return undefined;
  if (!failedBefore && !repeated.hasAll(failed)) return "failed-once";
  return seen.disturbed && isDoubtful(seen) ? "disturbed" : undefined;
}

/** A failure of any requirement, or less of the case's own. */
function isDoubtful({ requirements, judgements }: RoundSeen): boolean {
  return judgements.some(({ requirement, verdict }) => {
    if (verdict === "fail") return true;
    return (verdict === "warn" || verdict === "inconclusive") && requirements.includes(requirement);
  });
}

/**
 * A single failure is chance. Remembers what a second look has reproduced, so that there is no third for the same
 * requirement.
 */
export class Repeated {
  readonly #requirements = new Set<string>();

  hasAll(requirements: readonly string[]): boolean {
    return requirements.every((id) => this.#requirements.has(id));
  }

  add(requirements: readonly string[]): void {
    for (const id of requirements) this.#requirements.add(id);
  }
}
