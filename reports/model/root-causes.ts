import type { CaseResult, Judgement, RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { decidingExchange } from "./example.ts";

/** One requirement that fails for a root cause, with the smallest case that shows it. */
export interface Witness {
  readonly requirement: RequirementResult;
  readonly example?: CaseResult;
}

/** Failures that look alike: one thing expected, one thing received, however many requirements it breaks. */
export interface RootCause {
  readonly signature: string;
  readonly expected: string;
  readonly received: string;
  readonly witnesses: readonly Witness[];
}

/**
 * Groups the failing requirements by what was expected and what came back, so that a reader meets each fault of the
 * target once. Largest group first; a requirement that fails in two ways stands in two groups.
 */
export function rootCauses(record: RunRecord): RootCause[] {
  const groups = new Map<string, { expected: string; received: string; witnesses: Map<string, Witness> }>();
  for (const requirement of record.requirements.filter(needsExplaining)) {
    for (const { signature, expected, received, example } of manifestations(requirement)) {
      const group = groups.get(signature) ?? { expected, received, witnesses: new Map<string, Witness>() };
      groups.set(signature, group);
      group.witnesses.set(requirement.id, smaller(group.witnesses.get(requirement.id), { requirement, ...example }));
    }
  }
  return [...groups]
    .map(([signature, group]) => ({ ...group, signature, witnesses: [...group.witnesses.values()] }))
    .sort((a, b) => b.witnesses.length - a.witnesses.length);
}

/** Failures that the expectations file excuses are listed with their requirement, not as root causes. */
export function needsExplaining(requirement: RequirementResult): boolean {
  if (requirement.verdict === "fail") return requirement.expectedFailure === undefined;
  return requirement.verdict === "stale" || requirement.verdict === "not-implemented";
}

type SignedWords = Pick<Judgement, "requirement" | "expected" | "received" | "differences">;

interface Manifestation {
  readonly signature: string;
  readonly expected: string;
  readonly received: string;
  readonly example: { readonly example?: CaseResult };
}

function manifestations(requirement: RequirementResult): Manifestation[] {
  const failing = requirement.cases.filter(({ verdict }) => verdict === "fail");
  if (failing.length > 0) {
    return failing.map((example) => ({
      signature: signatureOf(example.judgement),
      expected: example.judgement.expected,
      received: example.judgement.received,
      example: { example },
    }));
  }
  const expected =
    requirement.verdict === "stale"
      ? "a failure, as the expectations file says"
      : `${requirement.operation === "*" ? "what it needs" : requirement.operation} to be implemented`;
  const received = requirement.reason ?? "no case kept in this record";
  return [
    { signature: signatureOf({ requirement: requirement.id, expected, received }), expected, received, example: {} },
  ];
}

/** Failures whose values differ are alike where they miss one requirement; others where their words are the same. */
function signatureOf({ requirement, expected, received, differences = [] }: SignedWords): string {
  return differences.length > 0 ? requirement : `${expected}\n${received}`;
}

function smaller(known: Witness | undefined, next: Witness): Witness {
  if (known?.example === undefined) return next;
  return next.example !== undefined && requestBytes(next.example) < requestBytes(known.example) ? next : known;
}

function requestBytes(example: CaseResult): number {
  return decidingExchange(example)?.request.body?.bytes ?? 0;
}
