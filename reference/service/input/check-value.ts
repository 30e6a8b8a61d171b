import { valueText } from "#reference/value-text.ts";
import { isObject } from "#reference/wire/json-document.ts";
import type { Member, Shape } from "#reference/service/model/shape.ts";
import type { BrokenRule, Keeps, PlacedRule, Strictness } from "./input-rule.ts";

/** The first rule that a value of the right type breaks; undefined where it keeps all. */
export function checkValue(value: unknown, shape: Shape, path: string, keeps: Keeps): BrokenRule | undefined {
  for (const keyword of SAID) {
    if (isSaid(shape, keyword) && !keeps(value, { path, keyword, shape, required: false }))
      return { path, sentence: `The value at ${path} ${complaint(shape, keyword)}.` };
  }
  return checkParts(value, shape, path, keeps);
}

/** The same of the members of a structure, or of an input, those that are missing included. */
export function checkMembers(
  value: Readonly<Record<string, unknown>>,
  members: readonly Member[],
  path: string,
  keeps: Keeps,
): BrokenRule | undefined {
  return first(members, ({ name, required, shape }) => {
    const [at, part] = [`${path}/${name}`, Object.hasOwn(value, name) ? value[name] : undefined];
    if (!keeps(part, { path: at, keyword: "required", shape, required }))
      return { path: at, sentence: `The value at ${at} is required.` };
    return part === undefined ? undefined : checkValue(part, shape, at, keeps);
  });
}

/** Whether a value keeps a rule as the model has it. */
export function keepsRule(value: unknown, { keyword, shape, required }: PlacedRule): boolean {
  switch (keyword) {
    case "required":
      return !required || value !== undefined;
    case "min":
      return size(value, shape) >= (shape.min ?? -Infinity);
    case "max":
      return size(value, shape) <= (shape.max ?? Infinity);
    case "pattern":
      return shape.pattern?.test(valueText(value)) !== false;
    case "enum":
      return shape.values?.includes(value as string) !== false;
    case "unique":
      return areDifferent(value);
    case "type":
      return true;
  }
}

/** By the model, unless a server does not enforce a rule, or tightens a bound. */
export function keepsStrictly({ enforces, tightens }: Strictness): Keeps {
  return (value, rule) => {
    const { shape, keyword } = rule;
    if (!keepsRule(value, rule)) return !enforces(rule);
    return !((keyword === "min" || keyword === "max") && size(value, shape) === shape[keyword] && tightens(rule));
  };
}

const SAID = ["min", "max", "pattern", "enum", "unique"] as const;

type Said = (typeof SAID)[number];

function isSaid({ values, unique, ...shape }: Shape, keyword: Said): boolean {
  if (keyword === "unique") return unique;
  return (keyword === "enum" ? values : shape[keyword]) !== undefined;
}

function complaint({ kind, min, max, values = [] }: Shape, keyword: Said): string {
  const unit = UNITS[kind] ?? "";
  const complaints: Readonly<Record<Said, string>> = {
    min: `must be at least ${min}${unit}`,
    max: `must be at most ${max}${unit}`,
    pattern: "holds characters that are not allowed",
    enum: `must be one of ${values.map(valueText).join(", ")}`,
    unique: "must have no item twice",
  };
  return complaints[keyword];
}

function areDifferent(value: unknown): boolean {
  return !Array.isArray(value) || new Set(value.map(sortedText)).size === value.length;
}

/** The same text for values that differ in nothing but the order of their members. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))) : part,
  );
}

const UNITS: Partial<Record<Shape["kind"], string>> = {
  string: " characters long",
  list: " items long",
  map: " entries long",
};

/** Length of a string as the API counts it. Source: Smithy length trait, "Unicode scalar values". */
export function codePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return count;
}

function size(value: unknown, { kind }: Shape): number {
  // Where its type is not looked at, a number in the place of a text is read as one.
  if (typeof value === "number") return kind === "string" ? valueText(value).length : value;
  if (typeof value === "string") return codePoints(value);
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

function checkParts(value: unknown, shape: Shape, path: string, keeps: Keeps): BrokenRule | undefined {
  const { element, key } = shape;
  if (Array.isArray(value)) return first(value, (item) => element && checkValue(item, element, `${path}/*`, keeps));
  if (!isObject(value)) return undefined;
  if (shape.kind !== "map") return checkMembers(value, shape.members, path, keeps);
  return (
    first(Object.keys(value), (name) => key && checkValue(name, key, `${path}/*key`, keeps)) ??
    first(Object.values(value), (entry) => element && checkValue(entry, element, `${path}/*`, keeps))
  );
}

/** The first complaint about any of these. */
function first<Part>(parts: Iterable<Part>, complain: (part: Part) => BrokenRule | undefined): BrokenRule | undefined {
  for (const part of parts) {
    const broken = complain(part);
    if (broken !== undefined) return broken;
  }
  return undefined;
}
