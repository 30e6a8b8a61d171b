/** A text as a part of a path or a query; half of a surrogate pair as U+FFFD. */
export function percent(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
