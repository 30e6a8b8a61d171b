/** `a`, `a and b`, `a, b and c`. */
/** `a`, `a and b`, `a, b and c`. */
export function series(items: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1) ?? ""}`;
}

/** Set as code. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** With a capital at its start. */
export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
