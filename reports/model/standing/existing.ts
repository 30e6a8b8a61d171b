import type { RunRecord } from "#suites/record/record.ts";

/** What of the account was described, and what was left out, in a sentence; undefined where nothing of it was looked at. */
export function existingSentence({ existing = [] }: RunRecord): string | undefined {
  const seen = existing.filter(({ listed }) => listed > 0);
  if (existing.length === 0) return undefined;
  if (seen.length === 0) return "Of what the account has, nothing was described: its lists are empty";
  const each = seen.map(({ resource, described, listed, goesOn, gone }) => {
    const of = `${resource.replaceAll("-", " ")} ${described} of ${listed}${goesOn ? " or more" : ""}`;
    return gone === 0 ? of : `${of} (${gone} gone meanwhile)`;
  });
  return `Of what the account has, the first of each list were described, and the others left out: ${each.join(", ")}`;
}
