/** The number closest to `wanted` between two limits that passes; undefined when none does. */
export function nearestNumber(
  wanted: number,
  least: number,
  most: number,
  passes: (candidate: number) => boolean,
): number | undefined {
  const start = Math.min(Math.max(wanted, least), most);
  for (let distance = 0; distance <= most - least; distance += 1) {
    if (start - distance >= least && passes(start - distance)) return start - distance;
    if (start + distance <= most && passes(start + distance)) return start + distance;
  }
  return undefined;
}
