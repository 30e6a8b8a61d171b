/** All of a list that people write; of one that a program wrote, so many, the first among them, evenly far apart. */
export function evenly<Value>(values: readonly Value[], most: number): readonly Value[] {
  const step = Math.max(1, values.length / most);
  return values.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}
