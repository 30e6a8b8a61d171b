import type { Clock } from "#endpoint/clock.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { levelsOf } from "#spec/resources/table-readings.ts";

/** Times as long as a write may take to show: how long a resource may be shown as being deleted. No source says. */
export const DELETION_LASTS = 11;

/** Milliseconds until resources of these kinds are gone, where each goes only after what belongs to it. */
export function deletionsLast(consistencyMs: number, kinds: readonly Resource[] = []): number {
  return DELETION_LASTS * consistencyMs * levelsOf(kinds);
}

/** How long reads may lag behind writes. */
export interface ReadLag {
  readonly clock: Pick<Clock, "now" | "sleep">;
  /** Milliseconds. */
  readonly consistencyMs: number;
}

/**
 * Waits until what happened at `at` (by `clock.now()`) should show to every reader: a request that an endpoint carries out
 * late, after refusing it, or a removal. False if there was nothing to wait for.
 */
export async function waitUntilShown(at: number, { clock, consistencyMs }: ReadLag): Promise<boolean> {
  const rest = at + consistencyMs - clock.now();
  if (rest <= 0) return false;
  await clock.sleep(rest);
  return true;
}
