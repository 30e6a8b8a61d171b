import type { Level } from "#spec/requirement.ts";
import { plural } from "#reports/model/text/format.ts";
import type { CaseResult, RequirementResult } from "#suites/record/record.ts";
import type { SymptomKind } from "./symptom.ts";

/** A requirement that is not met for a cause, with the smallest case that shows it. */
export interface Witness {
  readonly requirement: RequirementResult;
  readonly example?: CaseResult;
}

/** What must be mended at the target. */
export interface Cause {
  /** In what way requirements are not met; a pattern is known by several of them together. */
  readonly kind: SymptomKind | "pattern";
  /** The same for the same fault, whatever else is wrong: `takes-invalid/RegisterCluster/name`. */
  readonly id: string;
  /** What is wrong, without a full stop. */
  readonly title: string;
  /** What to do about it. */
  readonly mend: string;
  /** What a client has of it. */
  readonly matters: string;
  /** The strongest of the levels of its requirements. */
  readonly level: Level;
  /** Its requirements are met, by an answer that is tolerated: a warning. */
  readonly tolerated?: boolean;
  /** Requirements that show it, and below them those that cannot be met before it is mended. */
  readonly shownBy: readonly Witness[];
  readonly follows: readonly Witness[];
}

/** How many requirements it takes to be met again. */
export function weightOf({ shownBy, follows }: Cause): number {
  return new Set([...shownBy, ...follows].map(({ requirement }) => requirement.id)).size;
}

/** The smallest case that shows it; what answers in place of an operation that is not there shows nothing of it. */
export function telling({ kind, shownBy, follows }: Cause): Witness | undefined {
  return [...shownBy, ...(kind === "not-there" ? [] : follows)].find(({ example }) => example !== undefined);
}

/** What is wrong, and how many requirements hang on it: those that show it and those that follow. */
export function headline(cause: Cause): string {
  const weight = weightOf(cause);
  return weight > 1 ? `${cause.title}: ${plural(weight, "requirement")}` : cause.title;
}

/** What a client has of it; undefined where it is about an entry of the expectations file. */
export function mattersToClients({ kind, matters }: Cause): string | undefined {
  return kind === "stale" || kind === "expired" ? undefined : matters;
}

/** What the requirement that shows it rests on; undefined where no answer is against it. */
export function traceOf({ kind, shownBy: [first] }: Cause): RequirementResult["trace"] | undefined {
  return kind === "stale" ? undefined : first?.requirement.trace;
}

/** The requirement that stands for it; of stale entries all, since each is to be removed. */
export function idsToTell({ kind, shownBy }: Cause): string[] {
  return shownBy.slice(0, kind === "stale" ? undefined : 1).map(({ requirement }) => requirement.id);
}

/** The first cause of each requirement, by its id. */
export function causeOfEach(causes: readonly Cause[]): ReadonlyMap<string, Cause> {
  const found = new Map<string, Cause>();
  for (const cause of causes) {
    for (const { requirement } of [...cause.shownBy, ...cause.follows]) {
      if (!found.has(requirement.id)) found.set(requirement.id, cause);
    }
  }
  return found;
}
