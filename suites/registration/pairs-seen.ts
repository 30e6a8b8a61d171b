import { pairsIn } from "#generators/pairs/covering-choices.ts";
import type { Choice } from "#generators/pairs/factor.ts";
import type { PairsSeen } from "#suites/record/parts/contract-seen.ts";

/**
 * How many of the wanted pairs of looks occurred together in the valid registrations that a run judged; undefined if
 * there was none.
 */
export function pairsSeen(judged: readonly Choice[], wanted: () => readonly Choice[]): PairsSeen | undefined {
  if (judged.length === 0) return undefined;
  const all = wanted();
  const pairs = new Set(all.flatMap(pairsIn));
  const seen = new Set(judged.flatMap(pairsIn).filter((pair) => pairs.has(pair)));
  return { wanted: pairs.size, seen: seen.size, classes: classesOf(all) };
}

function classesOf(choices: readonly Choice[]): Record<string, string[]> {
  const classes = new Map<string, Set<string>>();
  for (const [key, chosen] of choices.flatMap((choice) => Object.entries(choice))) {
    classes.set(key, (classes.get(key) ?? new Set()).add(chosen));
  }
  return Object.fromEntries([...classes].map(([key, chosen]) => [key, [...chosen].sort()]));
}
