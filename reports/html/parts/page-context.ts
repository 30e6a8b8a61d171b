import { decidingExchange } from "#reports/model/telling-case.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import type { Cause } from "#reports/model/causes/cause.ts";
import type { SourceText } from "#reports/model/names/source-sentence.ts";

/** What the parts of a page share. */
export interface PageContext {
  readonly record: RunRecord;
  readonly recordFile: string;
  /** Unique element ids of the cases and of the causes. */
  readonly anchors: ReadonlyMap<CaseResult | Cause, string>;
  /** What the target has to mend, the heaviest first. */
  readonly causes: readonly Cause[];
  /** The kind of resource of each operation of a whole service, by its id. */
  readonly resources: ReadonlyMap<string, string>;
  /** Earlier runs of the target, the oldest first. */
  readonly earlier: readonly RunRecord[];
  /** Cases whose exchanges fit into the page. */
  readonly withEvidence: ReadonlySet<CaseResult>;
  /** So many requirements that those without evidence are told in a line each. */
  readonly isLarge: boolean;
  /** Ids of the requirements that the page tells one by one. */
  readonly told: ReadonlySet<string>;
  /** Ids of the requirements that have a file for Hurl. */
  readonly withFile: ReadonlySet<string>;
  readonly sources: readonly SourceText[];
  /** What a selftest of the suite found, where there is one. */
  readonly killMatrix?: KillMatrix;
}

/** Requirements beyond which a page is large: a whole service has thousands. */
const MANY = 1_000;

export function isLarge({ requirements }: Pick<RunRecord, "requirements">): boolean {
  return requirements.length > MANY;
}

/** On a large page what is switched off, as by a selection, is counted and no more. */
export function toldOneByOne(record: RunRecord): Set<string> {
  const large = isLarge(record);
  return new Set(record.requirements.filter(({ verdict }) => !large || verdict !== "disabled").map(({ id }) => id));
}

/** Exchanges of one case that a page shows; the rest stands in the record. */
export const EXCHANGES_SHOWN = 12;

/**
 * UTF-16 units of evidence that one page holds, by the estimate below; the next less where the page turns out too large,
 * since characters that are shown by their names take ten times their room.
 */
export const EVIDENCE_BUDGETS = [2_500_000, 1_000_000, 300_000, 80_000, 0];

/**
 * Which cases keep their evidence: what failed before what passed, and one case of each requirement before a second. On a
 * large page what passed keeps none.
 */
export function casesWithEvidence(record: RunRecord, budget: number): Set<CaseResult> {
  const ranked = record.requirements
    .flatMap(({ cases }) => cases.map((one, index) => ({ one, rank: (one.verdict === "pass" ? 1e6 : 0) + index })))
    .sort((a, b) => a.rank - b.rank);
  const large = isLarge(record);
  const kept = new Set<CaseResult>();
  let left = budget;
  for (const { one } of ranked.filter((each) => !large || each.one.verdict !== "pass")) {
    left -= evidenceSize(one);
    if (left < 0) break;
    kept.add(one);
  }
  return kept;
}

/** Of a curl line beside its body, keys and endpoint included. */
const CURL_SIZE = 500;

/** An estimate from above of the markup that one case's evidence takes. */
function evidenceSize(one: CaseResult): number {
  const exchanges = one.exchanges.slice(0, EXCHANGES_SHOWN).map(({ request, response }) => {
    const headers = [...request.headers, ...(response?.headers ?? [])].map(
      ([name, value]) => name.length + value.length + 30,
    );
    const bodies = [request.body, response?.body].map((body) => Math.min(body?.bytes ?? 0, 4096) * 1.5);
    return 900 + Math.min(sum(headers), 10_000) + sum(bodies);
  });
  const curl = CURL_SIZE + Math.min(decidingExchange(one)?.request.body?.bytes ?? 0, 8192);
  return 800 + curl * 1.2 + sum(exchanges);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
