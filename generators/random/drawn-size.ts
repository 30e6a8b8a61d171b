import type { Random } from "fast-check";

/** Most other sizes stay this close to the least, for the sake of speed. */
const NEAR = 12;

/**
 * A size between two limits, the limits and what is next to them often, for that is where servers go wrong; fast-check's own
 * default never reaches 50 entries or 100 characters.
 */
export function drawSize(random: Random, min: number, max: number): number {
  if (min >= max) return min;
  const roll = random.nextInt(0, 99);
  if (roll < 12) return min;
  if (roll < 22) return min + 1;
  if (roll < 27) return max - 1;
  if (roll < 37) return max;
  return random.nextInt(min, roll < 45 ? max : Math.min(max, min + NEAR));
}
