import type { InputRule } from "#reference/service/input/input-rule.ts";
import type { InputMember } from "#reference/service/model/operation.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { kebab } from "#reference/kebab.ts";
import type { FaultRule } from "#reference/service/faults/service-fault.ts";

interface Found extends InputRule {
  /** What the id calls the part of the input. */
  readonly label: string;
  readonly name: string;
}

/**
 * One fault for each rule of the model about the input. That a map of tags has an entry, other sources do not say; that the
 * tags added are fifty at most, holds of the resource in any case.
 */
export const constraintFaults: FaultRule = ({ name: operation, input }, { table: { tagging, doubts } }) =>
  input
    .filter(({ name }) => doubts[operation]?.includes(name) !== true)
    .flatMap(constraintsOfMember)
    .filter(({ path, keyword }) => {
      const isOwed = keyword !== "min" && (keyword !== "max" || operation !== tagging?.tag.operation);
      return isOwed || path !== tagging?.tag.tags;
    })
    .map(({ path, keyword, label, name }) => ({
      id: `${label}.${name}.not-enforced`,
      kind: "constraint-not-enforced",
      sentence: `Takes values at ${path} whatever ${name} says.`,
      habits: { enforces: (_operation, rule) => rule.path !== path || rule.keyword !== keyword },
    }));

/** Every rule of the model about a member of the input that a request can break. */
export function constraintsOfMember(member: InputMember): Found[] {
  const { name, required, shape, binding } = member;
  const at = { path: `/${name}`, label: kebab(name) };
  const own = required && binding.in !== "label" ? [{ ...at, ...REQUIRED }] : [];
  return [...own, ...constraintsOf(shape, at).filter((found) => binding.in === "body" || isReachable(found, member))];
}

/** Outside a body any text is a text, and several of them are a map; a path without its label leads elsewhere, and no list is both empty and there. */
function isReachable({ keyword, path }: Found, { name, shape, binding }: InputMember): boolean {
  if (keyword === "type") return isParsed(shape) && (shape.kind !== "map" || path !== `/${name}`);
  return keyword !== "min" || path !== `/${name}` || (binding.in !== "label" && shape.kind !== "list");
}

function isParsed({ kind, element }: Shape): boolean {
  return kind === "list" || kind === "map" ? element !== undefined && isParsed(element) : kind !== "string";
}

const REQUIRED = { keyword: "required", name: "required" } as const;

function constraintsOf(shape: Shape, at: Pick<Found, "path" | "label">): Found[] {
  const isTyped = shape.kind !== "any" && !isTypedOtherwise(shape);
  const type: Found[] = isTyped ? [{ ...at, keyword: "type", name: "type" }] : [];
  return [...type, ...ownRules(shape, at), ...partsOf(shape, at)];
}

/** Of the values of an enumeration none is of another type, nor has anything but a text a length and fits a pattern. */
function isTypedOtherwise({ kind, values, min = 0, pattern }: Shape): boolean {
  return values !== undefined || (kind === "string" && min > 0 && pattern?.test("7") === false);
}

const NAMES: Partial<Record<Shape["kind"], readonly [string, string]>> = {
  string: ["min-length", "max-length"],
  list: ["min-items", "max-items"],
  map: ["min-properties", "max-properties"],
};

/** What the bounds of such values are called. */
export function boundNames(kind: Shape["kind"]): readonly [least: string, most: string] {
  return NAMES[kind] ?? ["minimum", "maximum"];
}

function ownRules({ kind, min, max, pattern, values, unique }: Shape, at: Pick<Found, "path" | "label">): Found[] {
  const [least, most] = boundNames(kind);
  return [
    // No text is shorter than an empty one, and that one may be against a pattern.
    ...(min === undefined || (min === 0 && kind in NAMES) || (min === 1 && pattern?.test("") === false)
      ? []
      : [{ ...at, keyword: "min", name: least } as const]),
    ...(max === undefined ? [] : [{ ...at, keyword: "max", name: most } as const]),
    ...(unique && (max ?? Infinity) > 1 ? [{ ...at, keyword: "unique", name: "unique-items" } as const] : []),
    ...(pattern === undefined ? [] : [{ ...at, keyword: "pattern", name: "pattern" } as const]),
    ...(values === undefined ? [] : [{ ...at, keyword: "enum", name: "enum" } as const]),
  ];
}

function partsOf({ members, element, key, kind }: Shape, { path, label }: Pick<Found, "path" | "label">): Found[] {
  const named = members.flatMap(({ name, required, shape }) => {
    const at = { path: `${path}/${name}`, label: `${label}.${kebab(name)}` };
    return [...(required ? [{ ...at, ...REQUIRED }] : []), ...constraintsOf(shape, at)];
  });
  const keys = key === undefined ? [] : ownRules(key, { path: `${path}/*key`, label: `${label}.key` });
  const part = { path: `${path}/*`, label: `${label}.${kind === "map" ? "value" : "item"}` };
  return [...named, ...keys, ...(element === undefined ? [] : constraintsOf(element, part))];
}
