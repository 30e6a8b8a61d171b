import type { Requirement } from "#spec/requirement.ts";
import type { CaseEvent } from "#suites/record/events.ts";
import type { CasesTried } from "#suites/record/record.ts";

/** Counts the cases about each operation. */
export interface TriedByOperation {
  /** `requirementAt`: the requirement of an index of the event. */
  add(
    event: Pick<CaseEvent, "kind" | "about" | "operation">,
    requirementAt: (index: number) => Pick<Requirement, "operation" | "area"> | undefined,
  ): void;
  /** Undefined where nothing was tried. */
  of(operation: string): readonly CasesTried[] | undefined;
}

/** A case is about each operation of which it exists to judge a requirement, in the area of the first, or about its own. */
export function triedByOperation(): TriedByOperation {
  const counts = new Map<string, Map<string, CasesTried>>();
  return {
    add: ({ kind, operation: own, about = [] }, requirementAt) => {
      const seen = new Set<string>();
      for (const index of about) {
        const { operation: judged, area } = requirementAt(index) ?? {};
        const operation = own ?? judged;
        if (operation === undefined || area === undefined || seen.has(operation)) continue;
        seen.add(operation);
        const tried = counts.get(operation) ?? new Map<string, CasesTried>();
        const key = `${kind} ${area}`;
        tried.set(key, { kind, area, cases: (tried.get(key)?.cases ?? 0) + 1 });
        counts.set(operation, tried);
      }
    },
    of: (operation) => {
      const tried = counts.get(operation);
      return tried && [...tried.values()];
    },
  };
}

/** What was tried in several shards of a run, taken together. */
export function mergeTried(all: readonly (readonly CasesTried[] | undefined)[]): readonly CasesTried[] | undefined {
  const merged = new Map<string, CasesTried>();
  for (const { kind, area, cases } of all.flatMap((each) => each ?? [])) {
    const key = `${kind} ${area}`;
    merged.set(key, { kind, area, cases: (merged.get(key)?.cases ?? 0) + cases });
  }
  return merged.size === 0 ? undefined : [...merged.values()];
}
