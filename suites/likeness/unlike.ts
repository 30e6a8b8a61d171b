import type { Difference } from "#suites/record/record.ts";

/** Differences of one answer that are told; the others only make it unlike. */
export const TOLD = 20;

/** One difference, or none. */
export function unlike(at: string, expected: string, received: string): Difference[] {
  return expected === received ? [] : [{ at, expected, received }];
}
