import type { Target } from "../../endpoint/target.ts";
import { listClusters } from "./list-clusters.ts";

/**
 * How many clusters of anybody's are registered, by the list alone: with `include=all` it names those of EKS too, and
 * without it only those. Undefined where the endpoint does not list them, or cannot be asked.
 */
export async function countRegistered(target: Target): Promise<number | undefined> {
  try {
    const all = await listClusters(target);
    const made = await listClusters(target, "made by EKS");
    if (all === undefined || made === undefined) return undefined;
    return [...all].filter((name) => !made.has(name)).length;
  } catch {
    // Whatever it is, the first case meets it too, and says so.
    return undefined;
  }
}
