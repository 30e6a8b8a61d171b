import { since } from "#spec/prose.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Visible } from "#reports/html/parts/text.tsx";

const SEEN_MEANS = {
  raw: "its bytes",
  sdk: "through an SDK or tool",
  comment: "by somebody who runs against EKS",
  derived: "derived from its size",
} as const;

/** As many as say it; the record has the others. */
const SHOWN = 3;

interface ObservedProps {
  readonly requirement: RequirementResult;
  readonly context: PageContext;
}

/** What EKS was seen to do that shows a requirement to hold, the newest first, and how long before the run. */
export function Observed({ requirement: { observations = [] }, context }: ObservedProps) {
  if (observations.length === 0) return null;
  const day = context.record.run.startedAt;
  const newest = [...observations].sort((a, b) => dated(b.date).localeCompare(dated(a.date)));
  const more = newest.length - SHOWN;
  return (
    <ul class="muted">
      {newest.slice(0, SHOWN).map(({ id, date, seen, source }) => {
        const age = since(date, day);
        return (
          <li>
            Seen on EKS, {date}
            {age !== undefined && `, ${age} before this run`}: {id}, {SEEN_MEANS[seen]} (<Visible text={source} />)
          </li>
        );
      })}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

function dated(date: string): string {
  return date === "undated" ? "" : date;
}
