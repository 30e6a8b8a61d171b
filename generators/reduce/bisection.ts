/** The least number from `low` to `high` that an attempt accepts, `high` being one, if all above it are too. */
export async function leastAccepted(
  low: number,
  high: number,
  attempt: (candidate: number) => Promise<boolean>,
): Promise<number> {
  let [least, known] = [low, high];
  while (least < known) {
    const middle = Math.floor((least + known) / 2);
    if (await attempt(middle)) known = middle;
    else least = middle + 1;
  }
  return known;
}

/** A run of elements: from `start` up to but without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The shortest run of `length` elements still accepted, if what matters lies together; a lone element is tried early. */
export async function narrowestSpan(length: number, attempt: (span: Span) => Promise<boolean>): Promise<Span> {
  const end = await leastAccepted(0, length, (candidate) => attempt({ start: 0, end: candidate }));
  if (end > 1 && (await attempt({ start: end - 1, end }))) return { start: end - 1, end };
  const kept = await leastAccepted(1, end, (size) => attempt({ start: end - size, end }));
  return { start: end - kept, end };
}
