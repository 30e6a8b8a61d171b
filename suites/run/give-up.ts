import type { ClusterLeft } from "../../clusters/removing/cluster-left.ts";

/** The run could not go on, for the reason in `cause`; it has what the run left behind. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
  readonly left: readonly ClusterLeft[];

  constructor(cause: unknown, left: readonly ClusterLeft[]) {
    super("the run was given up, and left something behind", { cause });
    this.left = left;
  }
}

/** Removes what the run made when nothing can be recorded any more. Always rejects: with GivenUp if something stays. */
export async function giveUp(error: unknown, settle: () => Promise<readonly ClusterLeft[]>): Promise<never> {
  const left = await settle().catch(() => []);
  throw left.length === 0 ? error : new GivenUp(error, left);
}
