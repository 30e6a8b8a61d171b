/** A string as one word of a POSIX shell, in single quotes unless nothing in it needs them. NUL cannot be carried. */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
