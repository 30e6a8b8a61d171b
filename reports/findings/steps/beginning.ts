import { type HurlEntry, entryLines } from "#reports/findings/hurl/entry.ts";

/** What variables of the beginning are made of: a function of Hurl's, and filters. */
const MADE = {
  run: { variable: "uuid={{newUuid}}", line: 'run: variable "uuid" replaceRegex "[^0-9]" "" regex "^(.{7})"' },
  date: {
    variable: "now={{newDate}}",
    line: String.raw`date: variable "now" replaceRegex "[.][0-9]+" "" replaceRegex "[-:]" ""`,
  },
  day: { variable: "now={{newDate}}", line: 'day: variable "date" regex "^(.{8})"' },
} as const;

/** Before all: the digits in names that nobody else has, and the time, where some entry needs them. Only answers capture. */
export function beginningLines(entries: readonly HurlEntry[]): string[] {
  const text = entries.flatMap(entryLines).join("\n");
  const needs = (name: string): boolean => text.includes(`{{${name}}}`);
  const all = needs("day") || needs("date") ? [MADE.date, ...(needs("day") ? [MADE.day] : [])] : [];
  const made = [...(needs("run") ? [MADE.run] : []), ...all];
  if (made.length === 0) return [];
  return [
    "# Whatever this answers: of the names below nobody has one yet.",
    "GET {{endpoint}}/",
    "[Options]",
    ...new Set(made.map(({ variable }) => `variable: ${variable}`)),
    "HTTP *",
    "[Captures]",
    ...made.map(({ line }) => line),
    "",
  ];
}
