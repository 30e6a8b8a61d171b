/** One operation answers, several answer. */
export function verbOf(operations: readonly string[], verb: string): string {
  return `${series(operations)} ${verb}${operations.length > 1 ? "" : "s"}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function series(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

export function code(text: string): string {
  return `\`${text}\``;
}
