import { groupsBy } from "#reports/model/groups-by.ts";
import type { CoveragePart, PartCoverage } from "#suites/record/parts/contract-seen.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** A part of the contract: what it holds, and when a run has seen one of it. */
export const COVERAGE_WORDS: Readonly<Record<CoveragePart, { readonly word: string; readonly seen: string }>> = {
  operations: { word: "operations", seen: "one that is there answered a request" },
  "members-sent": { word: "members sent", seen: "a request carried it" },
  "members-received": { word: "members received", seen: "a successful answer returned it, not as null" },
  "constraints-kept": { word: "constraints kept", seen: "a request that breaks none had a value for it" },
  "constraints-broken": { word: "constraints broken", seen: "a request broke it" },
  errors: { word: "errors", seen: "an answer named it, with its documented status" },
  statuses: { word: "statuses", seen: "an answer had it" },
};

/** `Saw 4 of 4 operations, 11 of 11 members sent`; undefined where the record says nothing of it. */
export function coverageSentence(record: Pick<RunRecord, "coverage" | "operations">): string | undefined {
  const { coverage = [] } = record;
  if (coverage.length === 0 || answeredNothing(record)) return undefined;
  return `Saw ${coverage.map(({ part, seen, of }) => `${seen} of ${of} ${COVERAGE_WORDS[part].word}`).join(", ")}.`;
}

/**
 * Whether no request to any operation was answered; false where the record says nothing of it. That an operation is not
 * there only an answer can say.
 */
export function answeredNothing({ coverage = [], operations }: Pick<RunRecord, "coverage" | "operations">): boolean {
  const isAnswered = operations.some(({ verdict }) => verdict === "not-implemented");
  return !isAnswered && coverage.some(({ part, seen }) => part === "operations" && seen === 0);
}

export interface NeverSeen {
  /** An operation; undefined where the names say it themselves. */
  readonly operation?: string;
  readonly names: readonly string[];
}

/** What was never seen of a part, by operation; what is inside of something never seen goes without saying. */
export function neverSeen({ never }: PartCoverage): NeverSeen[] {
  const all = new Set(never);
  const outermost = never.filter((name) => !holdersOf(name).some((holder) => all.has(holder)));
  const named = outermost.map((whole) => {
    const [operation = "", name = whole] = whole.includes(" ") ? whole.split(" ", 2) : [];
    return { operation, name };
  });
  return groupsBy(named, ({ operation }) => operation).map((group) => ({
    operation: group[0]?.operation || undefined,
    names: group.map(({ name }) => name),
  }));
}

/** `Op a.b.c` is inside of `Op a.b` and of `Op a`; ids, which have dots too, are inside of nothing. */
function holdersOf(name: string): string[] {
  if (!name.includes(" ")) return [];
  const steps = name.split(".");
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join("."));
}

/** What was seen of one operation, part by part: how many of how many; undefined where it has none. */
export interface CoverageRow {
  readonly operation: string;
  readonly resource?: string | undefined;
  /** Whether a request to it was answered. */
  readonly called: boolean;
  readonly parts: readonly ({ readonly seen: number; readonly of: number } | undefined)[];
}

/** The parts of an operation, but for the operation itself, in the order of the columns. */
export function partsOfOperations({ coverage = [] }: Pick<RunRecord, "coverage">): readonly PartCoverage[] {
  return coverage.filter(({ part, ofEach }) => part !== "operations" && ofEach !== undefined);
}

/** A row for each operation of the contract, those that were called first; none where the record has no such counts. */
export function coverageRows(record: Pick<RunRecord, "coverage" | "operations" | "requirements">): CoverageRow[] {
  const parts = partsOfOperations(record);
  if (parts.length === 0) return [];
  const { coverage = [], operations, requirements } = record;
  const uncalled = new Set(coverage.find(({ part }) => part === "operations")?.never);
  const operationOf = new Map(requirements.map(({ id, operation }) => [id, operation]));
  const unseen = parts.map(({ never }) =>
    countsBy(never, (name) => operationOf.get(name) ?? name.split(" ", 1)[0] ?? ""),
  );
  const rows = operations.map(({ id, resource }) => ({
    operation: id,
    resource: resource?.replaceAll("-", " "),
    called: !uncalled.has(id),
    parts: parts.map(({ ofEach = {} }, index) => {
      const of = Object.hasOwn(ofEach, id) ? ofEach[id] : undefined;
      return of === undefined ? undefined : { of, seen: of - (unseen[index]?.get(id) ?? 0) };
    }),
  }));
  return [...rows.filter(({ called }) => called), ...rows.filter(({ called }) => !called)];
}

function countsBy(names: readonly string[], keyOf: (name: string) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(keyOf(name), (counts.get(keyOf(name)) ?? 0) + 1);
  return counts;
}
