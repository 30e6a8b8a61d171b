import type { WireVariant } from "../../generators/wire/wire-variant.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { groupedBy } from "../../spec/grouped-by.ts";
import { wireRuleOf } from "./wire-rules.ts";

/** Of the ways to break a rule so many are tried on each operation; of those to keep one, and of odd ones, the first. */
const EACH = 2;

/**
 * The variants for the operation at this place among others: some for each requirement, others on the next operation, so
 * that each is tried somewhere. What is large is sent once in all.
 */
export function variantsInTurn(
  variants: readonly WireVariant[],
  operation: Pick<Operation, "prefix">,
  index: number,
): WireVariant[] {
  const byRequirement = groupedBy(variants, (variant) => wireRuleOf(variant, operation).requirement);
  return [...byRequirement.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { judged, registers } = wireRuleOf(first, operation);
    if (judged === "answered") return group.slice(index, index + 1);
    const count = Math.min(group.length, registers === 0 ? EACH : 1);
    return Array.from({ length: count }, (_, offset) => group[(index * count + offset) % group.length] ?? first);
  });
}
