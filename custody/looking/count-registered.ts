import type { Target } from "#endpoint/target.ts";
import { isWhole } from "#custody/resources/resource-requests.ts";
import { listClusters } from "./list-clusters.ts";

/** How many there are, or at least are, where a list did not come to its end. */
export interface Count {
  readonly count: number;
  readonly atLeast: boolean;
}

/** `7`, or `at least 7`. */
export function countInWords({ count, atLeast }: Count): string {
  return `${atLeast ? "at least " : ""}${count}`;
}

/**
 * How many clusters are registered, anybody's included, going by the list alone: with `include=all` it also names those
 * of EKS, and without it only those. Undefined if the endpoint does not list them, or cannot be asked.
 */
export async function countRegistered(target: Target): Promise<Count | undefined> {
  try {
    const all = await listClusters(target);
    const made = await listClusters(target, "made by EKS");
    // Of those that EKS made, a part alone would leave the others among the registered ones.
    if (all === undefined || !isWhole(made)) return undefined;
    const ofEks = new Set(made?.ids);
    return { count: [...new Set(all.ids)].filter((name) => !ofEks.has(name)).length, atLeast: !isWhole(all) };
  } catch {
    // Whatever went wrong, the first case runs into it as well, and reports it.
    return undefined;
  }
}
