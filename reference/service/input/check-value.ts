import { valueText } from "../../value-text.ts";
import { codePoints } from "../../input/check.ts";
import { isObject } from "../../wire/json-document.ts";
import type { Shape } from "../model/shape.ts";
import type { Enforces, InputRule, Strictness } from "./input-rule.ts";

/** The first rule that a value of the right type breaks, as a sentence that names the member; undefined where it keeps all. */
export function checkValue(value: unknown, shape: Shape, path: string, strictness: Strictness): string | undefined {
  const { enforces, tightens } = strictness;
  for (const { keyword, holds, limit, complaint } of rulesOf(shape)) {
    const isRefused = holds(value)
      ? limit !== undefined && size(value, shape) === limit && tightens({ path, keyword })
      : enforces({ path, keyword });
    if (isRefused) return `The value at ${path} ${complaint}.`;
  }
  return checkParts(value, shape, path, strictness);
}

/** A required member that is not there. */
export function missing(path: string, enforces: Enforces): string | undefined {
  return enforces({ path, keyword: "required" }) ? `The value at ${path} is required.` : undefined;
}

interface ValueRule {
  readonly keyword: InputRule["keyword"];
  readonly holds: (value: unknown) => boolean;
  /** The last size that a bound lets through. */
  readonly limit?: number;
  readonly complaint: string;
}

function rulesOf(shape: Shape): ValueRule[] {
  const { min = -Infinity, max = Infinity, pattern, values, unique } = shape;
  const unit = UNITS[shape.kind] ?? "";
  const rules: ValueRule[] = [];
  if (min > -Infinity)
    rules.push({
      keyword: "min",
      holds: (value) => size(value, shape) >= min,
      limit: min,
      complaint: `must be at least ${min}${unit}`,
    });
  if (max < Infinity)
    rules.push({
      keyword: "max",
      holds: (value) => size(value, shape) <= max,
      limit: max,
      complaint: `must be at most ${max}${unit}`,
    });
  if (pattern !== undefined)
    rules.push({
      keyword: "pattern",
      holds: (value) => pattern.test(valueText(value)),
      complaint: "holds characters that are not allowed",
    });
  if (values !== undefined)
    rules.push({
      keyword: "enum",
      holds: (value) => values.includes(value as string),
      complaint: `must be one of ${values.map(valueText).join(", ")}`,
    });
  if (unique) rules.push({ keyword: "unique", holds: areDifferent, complaint: "must have no item twice" });
  return rules;
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

function size(value: unknown, { kind }: Shape): number {
  // Where its type is not looked at, a number in the place of a text is read as one.
  if (typeof value === "number") return kind === "string" ? valueText(value).length : value;
  if (typeof value === "string") return codePoints(value);
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

function checkParts(value: unknown, shape: Shape, path: string, strictness: Strictness): string | undefined {
  const { element, key } = shape;
  if (Array.isArray(value))
    return first(value, (item) => element && checkValue(item, element, `${path}/*`, strictness));
  if (!isObject(value)) return undefined;
  if (shape.kind !== "map") return checkMembers(value, shape, path, strictness);
  return (
    first(Object.keys(value), (name) => key && checkValue(name, key, `${path}/*key`, strictness)) ??
    first(Object.values(value), (entry) => element && checkValue(entry, element, `${path}/*`, strictness))
  );
}

function checkMembers(
  value: Readonly<Record<string, unknown>>,
  { members }: Shape,
  path: string,
  strictness: Strictness,
): string | undefined {
  return first(members, ({ name, required, shape }) => {
    const at = `${path}/${name}`;
    if (Object.hasOwn(value, name)) return checkValue(value[name], shape, at, strictness);
    return required ? missing(at, strictness.enforces) : undefined;
  });
}

/** The first complaint about any of these. */
export function first<Part>(parts: Iterable<Part>, complain: (part: Part) => string | undefined): string | undefined {
  for (const part of parts) {
    const complaint = complain(part);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}
