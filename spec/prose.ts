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

/**
 * How long before a day another lies, in whole months and years: `2 years and 7 months`. Days are YYYY-MM-DD or less of it,
 * counted from the first of the month or year that they leave open; undefined for what is no day.
 */
export function since(date: string, day: string): string | undefined {
  const [[year, month, dayOfMonth], now] = [partsOf(date), partsOf(day)];
  if (year === undefined || now[0] === undefined) return undefined;
  const due = (now[2] ?? 1) < (dayOfMonth ?? 1) ? 1 : 0;
  const months = 12 * (now[0] - year) + (now[1] ?? 1) - (month ?? 1) - due;
  if (months < 1) return "less than a month";
  return series([...amount(Math.floor(months / 12), "year"), ...amount(months % 12, "month")]);
}

function partsOf(date: string): readonly number[] {
  return /^[0-9]{4}/.test(date) ? date.slice(0, 10).split("-").map(Number) : [];
}

function amount(count: number, unit: string): string[] {
  return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];
}
