/** A name that is like one of the run's, and that nothing has. */
export function anotherId(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;
}
