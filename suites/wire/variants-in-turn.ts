import type { WireVariant } from "#generators/wire/wire-variant.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import { wireRuleOf } from "./wire-rules.ts";

/** Of the ways to break a rule so many are tried on each operation at least; of those to keep one, and of odd ones, one. */
const EACH = 2;
/** Each operation is sent more of them, as many as of every other, while a run has so many in all. */
const OF_RUN = 1_300;

/** An operation of a run, and the variants of its request that can be tried on it. */
export interface OperationVaried {
  readonly operation: Pick<Operation, "id" | "prefix">;
  readonly variants: readonly WireVariant[];
}

/**
 * The variants that each operation is sent, by its id: some for each requirement, others on the next operation, and each
 * of them somewhere. What is large is sent once in all. `isCheap`: whether a run has room for more than it must send.
 */
export function variantsInTurn(
  varied: readonly OperationVaried[],
  { isCheap }: { readonly isCheap: boolean },
): ReadonlyMap<string, readonly WireVariant[]> {
  const grouped = varied.map(({ operation, variants }) => ({ operation, groups: groupsOf(operation, variants) }));
  const each = isCheap ? eachWithin(grouped.flatMap(({ groups }) => groups)) : EACH;
  const chosen = new Map(grouped.map(({ operation, groups }, at) => [operation.id, firstOf(groups, { each, at })]));
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

/** The variants of an operation that are about one requirement, and whether they break it. */
interface VariantGroup {
  readonly variants: readonly WireVariant[];
  readonly breaks: boolean;
}

function groupsOf(operation: OperationVaried["operation"], variants: readonly WireVariant[]): VariantGroup[] {
  const sent = variants.map((variant) => ({ variant, rule: wireRuleOf(variant, operation) }));
  const byRequirement = groupedBy(
    sent.filter(({ rule }) => rule.judged !== "answered"),
    ({ rule }) => rule.requirement,
  );
  return [...byRequirement.values()].map((group) => ({
    variants: group.map(({ variant }) => variant),
    breaks: group.some(({ rule }) => rule.registers === 0),
  }));
}

/** As many of each group as a run has room for. */
function eachWithin(groups: readonly VariantGroup[]): number {
  const most = Math.max(EACH, ...groups.map(({ variants }) => variants.length));
  const countWith = (each: number): number => groups.reduce((sum, group) => sum + takenOf(group, each), 0);
  let each = EACH;
  while (each < most && countWith(each + 1) <= OF_RUN) each += 1;
  return each;
}

function takenOf({ variants, breaks }: VariantGroup, each: number): number {
  return Math.min(variants.length, breaks ? each : 1);
}

/** So many of each group, the next ones for the operation at the next place. */
function firstOf(groups: readonly VariantGroup[], { each, at }: { readonly each: number; readonly at: number }) {
  return groups.flatMap((group) => {
    const { variants } = group;
    const count = takenOf(group, each);
    const from = (at * count) % variants.length;
    return [...variants.slice(from), ...variants.slice(0, from)].slice(0, count);
  });
}

function countOf(chosen: ReadonlyMap<string, readonly WireVariant[]>, id: string): number {
  return chosen.get(id)?.length ?? 0;
}
