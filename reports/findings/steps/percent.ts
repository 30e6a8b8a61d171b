/** A text as a part of a path or a query; half of a surrogate pair as U+FFFD. */
export function percent(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/**
 * Whether something in a path is percent-encoded. An old libcurl signs that as it stands, and SigV4 wants it encoded once
 * more: a verifying server denies the right key, too.
 */
export function isEscaped(path: string): boolean {
  return /^[^?]*%/.test(path);
}
