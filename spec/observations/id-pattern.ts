/** Whether an id is one of these, or of one of these patterns, in which `*` is any text. */
export function isOneOf(patterns: readonly string[], id: string): boolean {
  return patterns.some((pattern) => (isPattern(pattern) ? ofPattern(pattern).test(id) : pattern === id));
}

export function isPattern(text: string): boolean {
  return text.includes("*");
}

const compiled = new Map<string, RegExp>();

function ofPattern(pattern: string): RegExp {
  let known = compiled.get(pattern);
  if (known === undefined) {
    known = new RegExp(`^${pattern.replace(/[.\\]/g, "\\$&").replace(/\*+/g, ".*")}$`);
    compiled.set(pattern, known);
  }
  return known;
}
