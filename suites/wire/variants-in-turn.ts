import type { WireVariant } from "../../generators/wire/wire-variant.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { groupedBy } from "../../spec/grouped-by.ts";
import { wireRuleOf } from "./wire-rules.ts";

/** Of the ways to break a rule so many are tried on each operation; of those to keep one, and of odd ones, the first. */
const EACH = 2;

/** An operation of a run, and the variants of its request that can be tried on it. */
export interface OperationVaried {
  readonly operation: Pick<Operation, "id" | "prefix">;
  readonly variants: readonly WireVariant[];
}

/**
 * The variants that each operation is sent, by its id: some for each requirement, others on the next operation, and each
 * of them somewhere. What is large is sent once in all.
 */
export function variantsInTurn(varied: readonly OperationVaried[]): ReadonlyMap<string, readonly WireVariant[]> {
  const chosen = new Map(varied.map(({ operation }, index) => [operation.id, firstOf(varied, index)]));
  const tried = new Set([...chosen.values()].flatMap((variants) => variants.map(({ key }) => key)));
  const takers = groupedBy(
    varied.flatMap(({ operation: { id }, variants }) => variants.map((variant) => ({ id, variant }))),
    ({ variant }) => variant.key,
  );
  for (const [key, those] of takers) {
    if (tried.has(key)) continue;
    const [first] = those.sort((one, other) => countOf(chosen, one.id) - countOf(chosen, other.id));
    if (first !== undefined) chosen.get(first.id)?.push(first.variant);
  }
  return chosen;
}

function firstOf(varied: readonly OperationVaried[], index: number): WireVariant[] {
  const one = varied[index];
  if (one === undefined) return [];
  const byRequirement = groupedBy(one.variants, (variant) => wireRuleOf(variant, one.operation).requirement);
  return [...byRequirement.values()].flatMap((group) => {
    const [first] = group;
    const rule = first && wireRuleOf(first, one.operation);
    if (first === undefined || rule?.judged === "answered") return [];
    const count = Math.min(group.length, rule?.registers === 0 ? EACH : 1);
    return Array.from({ length: count }, (_, offset) => group[(index * count + offset) % group.length] ?? first);
  });
}

function countOf(chosen: ReadonlyMap<string, readonly WireVariant[]>, id: string): number {
  return chosen.get(id)?.length ?? 0;
}
