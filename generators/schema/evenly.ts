/** All of a list that people write; of one that a program wrote, evenly many, the first among them. */
export function evenly<Value>(values: readonly Value[], most: number): readonly Value[] {
  const step = Math.max(1, Math.ceil(values.length / most));
  return values.filter((_, index) => index % step === 0).slice(0, most);
}
