import fc, { type Arbitrary } from "fast-check";

/**
 * Whether a filter lets at least a quarter of `probes` values through; one that hardly anything passes would draw
 * without end. No more are drawn than it takes to tell.
 */
export function mostlyPasses<T>(arbitrary: Arbitrary<T>, passes: (value: T) => boolean, probes: number): boolean {
  const enough = Math.ceil(probes / 4);
  const passing = (numRuns: number) => fc.sample(arbitrary, { seed: 1, numRuns }).filter(passes).length;
  // A shorter sample begins the longer one.
  return passing(enough) === enough || passing(probes) >= enough;
}
