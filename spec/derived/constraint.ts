import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Violation } from "#spec/contract/validator.ts";
import type { Constraint } from "#spec/requirement.ts";

/** As many as the contracts have names: ids are asked for with every answer. */
const kebabs = new Map<string, string>();

/** `connectorConfig` and `maxLength` become `connector-config` and `max-length`. */
export function kebab(name: string): string {
  let words = kebabs.get(name);
  if (words === undefined) {
    words = name
      .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
      .replace(/[^A-Za-z0-9]+/g, "-")
      .toLowerCase();
    kebabs.set(name, words);
  }
  return words;
}

/** Names one keyword of a schema, whichever side of it is meant. */
export function constraintKey(constraint: Pick<Constraint, "pointer" | "keyword" | "member">): string {
  return `${constraint.pointer}#${constraint.keyword}${constraint.member === undefined ? "" : `:${constraint.member}`}`;
}

/** Whether a violation is of this constraint. */
export function isOf(violation: Violation, constraint: Constraint): boolean {
  return constraintKey(violation) === constraintKey(constraint);
}

/** True when the violations are the constraint's, alone or with others at the very same value. */
export function breaksAlone(constraint: Constraint, violations: readonly Violation[]): boolean {
  const own = violations.find((violation) => isOf(violation, constraint));
  return own !== undefined && violations.every(({ at }) => at === own.at);
}

/** `connector-config`, `role-arn`, `required`: a constraint in words for ids and keys, whichever side of it is meant. */
export function constraintWords({
  pointer,
  keyword,
  member,
  coercible,
}: Omit<Constraint, "side" | "requirement">): string[] {
  return [
    ...pointerWords(pointer),
    ...(member === undefined ? [] : [kebab(member)]),
    kebab(keyword),
    ...(coercible === true ? ["scalar"] : []),
  ];
}

/** The member that a constraint is about, as a subject names it: `connectorConfig.roleArn`, `tags.keys`. */
export function memberPath({ pointer, member }: Pick<Constraint, "pointer" | "member">): string {
  const path: string[] = [];
  const tokens = pointerTokens(pointer);
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? "";
    if (token === "properties") path.push(tokens[(index += 1)] ?? "");
    else path.push(PART_WORDS[token] ?? token);
  }
  return [...path, ...(member === undefined ? [] : [member])].join(".");
}

const PART_WORDS: Readonly<Record<string, string>> = { propertyNames: "keys", additionalProperties: "values" };

/** A schema pointer in words: members by name, a map's keys and values as `keys` and `values`. */
export function pointerWords(pointer: string): string[] {
  const tokens = pointerTokens(pointer);
  const words: string[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === "properties") {
      index += 1;
      words.push(kebab(tokens[index] ?? ""));
    } else if (token === "additionalProperties") words.push("values");
    else if (token === "propertyNames") words.push("keys");
    else if (token !== undefined) words.push(kebab(token));
  }
  return words;
}
