import type { RuleFamily } from "#reports/model/causes/rules/rule-families.ts";
import type { SymptomKind, Symptom } from "#reports/model/causes/symptom.ts";

/** Symptoms that one mending would take away. */
export interface SymptomGroup {
  readonly kind: SymptomKind;
  readonly operations: readonly string[];
  /** As in a symptom; for `whole`, what the members have in common. */
  readonly member?: string;
  /** Every judged rule below `member` is broken in this way. */
  readonly whole?: boolean;
  /** Members that have every rule of one family broken, where that is told of them at once. */
  readonly unchecked?: UncheckedFamily;
  /** Values of some types that are taken where another is due, in so many members of the inputs of all operations. */
  readonly taken?: { readonly due: string; readonly sent: readonly string[]; readonly places: number };
  /** It is told by the rules of the member alone: those of its parts, or of what holds it, are not met for the same. */
  readonly alone?: boolean;
  /** It is a number of items together with what one of them is. */
  readonly crossed?: boolean;
  readonly symptoms: readonly Symptom[];
}

export interface UncheckedFamily {
  readonly family: RuleFamily;
  readonly members: readonly string[];
}

/** Members of one kind of answer, from which on it is told once and no longer for each member. */
export const MANY = 3;

export function joined(groups: readonly SymptomGroup[]): SymptomGroup {
  return joinedAs(groups[0] as SymptomGroup, groups);
}

export function joinedAs(as: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup {
  return {
    ...as,
    operations: [...new Set(groups.flatMap(({ operations }) => operations))],
    symptoms: groups.flatMap(({ symptoms }) => symptoms),
  };
}

/** A member of the input is a part of it, or what stands in it. */
export function isBelow(member: string, part: string): boolean {
  return part === "" || member === part || member.startsWith(`${part}.`);
}

export function topOf(member: string): string {
  return member.split(".", 1)[0] ?? "";
}

/** The map that a member is a key or a value of, or may be. */
export function holdingMap(member: string): string | undefined {
  return /^(.+)\.(?:keys|values)$/.exec(member)?.[1];
}

export function sharesOperation(one: SymptomGroup, other: SymptomGroup): boolean {
  return one.operations.some((operation) => other.operations.includes(operation));
}
