import type { ClusterLeft } from "../../clusters/removing/cluster-left.ts";

/** A run that could not go on, for the reason in `cause`, and what stays of it. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
  readonly left: readonly ClusterLeft[];

  constructor(cause: unknown, left: readonly ClusterLeft[]) {
    super("the run was given up, and left something behind", { cause });
    this.left = left;
  }
}

/** What can be recorded no longer must not stay alive either. Rejects: with GivenUp where something stays. */
export async function giveUp(error: unknown, settle: () => Promise<readonly ClusterLeft[]>): Promise<never> {
  const left = await settle().catch(() => []);
  throw left.length === 0 ? error : new GivenUp(error, left);
}
