/** Draws a whole number from 0 to `bound` - 1. */
export type SmallRandom = (bound: number) => number;

/** A fast generator (mulberry32) for the characters of one string, seeded with one draw of fast-check's. */
export function smallRandom(seed: number): SmallRandom {
  // Signed, since V8 puts a whole number from 2^31 on on the heap.
  let state = seed | 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * bound);
  };
}
