import type { Target } from "../../endpoint/target.ts";
import { listClusters } from "./list-clusters.ts";

/**
 * How many clusters are registered, anybody's included, going by the list alone: with `include=all` it also names those
 * of EKS, and without it only those. Undefined if the endpoint does not list them, or cannot be asked.
 */
export async function countRegistered(target: Target): Promise<number | undefined> {
  try {
    const all = await listClusters(target);
    const made = await listClusters(target, "made by EKS");
    if (all === undefined || made === undefined) return undefined;
    return [...all].filter((name) => !made.has(name)).length;
  } catch {
    // Whatever went wrong, the first case runs into it as well, and reports it.
    return undefined;
  }
}
