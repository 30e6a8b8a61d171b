import type { ObservationSource, Trace } from "#spec/requirement.ts";

/** The day of what a requirement stands on: of the newest observation that shows it to hold, else of its quote. */
export function standsSince(
  { date = "undated" }: Pick<Trace, "date">,
  observations: readonly ObservationSource[] = [],
): string {
  if (observations.length === 0) return date;
  const days = observations.map((one) => one.date).filter((day) => day !== "undated");
  return days.sort().at(-1) ?? "undated";
}
