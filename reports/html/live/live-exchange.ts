import type { CaseEvent, PlannedRequirement } from "#suites/record/events.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { brief } from "#reports/model/text/format.ts";
import { type LiveExchange, type LiveFinding, SHOWN_FINDINGS, SHOWN_TEXT } from "./live-view.ts";

/** An exchange that was seen, without its secrets. */
export interface SeenExchange extends Pick<LiveExchange, "at" | "ms" | "method" | "path"> {
  readonly operation: string | undefined;
  readonly status: number | undefined;
  readonly failure: string | undefined;
  /** What was found in it; undefined where nothing was judged. */
  readonly judged: CaseEvent | undefined;
  readonly evidence: Evidence;
}

/** What a finding may say of a requirement. */
export type FoundRequirement = Pick<PlannedRequirement, "id" | "title" | "level" | "expectedFailure">;

/** What somebody has to know of it. */
const TOLD: ReadonlySet<Verdict> = new Set(["error", "fail", "warn"]);

/** An exchange as the page shows it; `requirements` are those of the run, in their order. */
export function liveExchange(
  { judged, evidence: _, ...seen }: SeenExchange,
  number: number,
  requirements: readonly FoundRequirement[],
): LiveExchange {
  const findings = judged === undefined ? [] : findingsOf(judged, requirements);
  return {
    ...seen,
    number,
    path: brief(seen.path, SHOWN_TEXT),
    failure: seen.failure === undefined ? undefined : brief(seen.failure, SHOWN_TEXT),
    // Where there was nothing to judge, a pass would say too much.
    verdict: judged === undefined || judged.tally.length === 0 ? undefined : judged.verdict,
    findings: findings.slice(0, SHOWN_FINDINGS),
    moreFindings: Math.max(0, findings.length - SHOWN_FINDINGS),
  };
}

function findingsOf({ tally, kept }: CaseEvent, requirements: readonly FoundRequirement[]): LiveFinding[] {
  const evidence = new Map(kept);
  return tally.flatMap(([index, verdict]) => {
    const requirement = requirements[index];
    if (!TOLD.has(verdict) || requirement === undefined) return [];
    const { expected, received } = evidence.get(index)?.judgement ?? {};
    return {
      requirement: requirement.id,
      title: requirement.title,
      level: requirement.level,
      verdict,
      expected: expected === undefined ? undefined : brief(expected, SHOWN_TEXT),
      received: received === undefined ? undefined : brief(received, SHOWN_TEXT),
      isKnown: requirement.expectedFailure !== undefined,
    };
  });
}
