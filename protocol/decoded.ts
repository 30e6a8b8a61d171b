/** The text with its percent-encoding undone; as it is where that cannot be done. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
