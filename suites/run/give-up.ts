import type { ClusterLeft } from "#custody/removing/cluster-left.ts";
import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** The run could not go on, for the reason in `cause`; it has what the run left behind. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
  readonly left: readonly ClusterLeft[];

  constructor(cause: unknown, left: readonly ClusterLeft[]) {
    super("the run was given up, and left something behind", { cause });
    this.left = left;
  }
}

/** Removes what the run made when nothing can be recorded any more. Always rejects, see `withLeft`. */
export async function giveUp(
  error: unknown,
  target: RunRecord["target"],
  settle: () => Promise<readonly ClusterLeft[]>,
): Promise<never> {
  throw withLeft(error, target, await settle().catch(() => []));
}

/** What to end a run with that could not go on: GivenUp if something stays. */
export function withLeft(error: unknown, target: RunRecord["target"], left: readonly ClusterLeft[]): unknown {
  return left.length === 0 || endsWithRun(target) ? error : new GivenUp(error, left);
}
