import type { JsonValue } from "#spec/json/json.ts";
import { capitalised, code, series } from "#spec/prose.ts";
import { namedPartOf, typePhrase, type NamedPart } from "./phrase.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** A constraint as a sentence one can check; `schema` is the one that holds its keyword. */
export function constraintTitle(schema: JsonSchema, constraint: Constraint): string {
  const verdict = constraint.side === "accept" ? "accepted" : "refused";
  const isOfNull = constraint.keyword === "type" && constraint.side === "accept";
  const meaning = isOfNull ? " and means the same as its absence" : "";
  return capitalised(`${withVerdict(schema, constraint, verdict)}${meaning}.`);
}

/** What says no more of what is accepted than that it is valid. */
const VALID: readonly string[] = ["required", "pattern", "enum", "const"];

/** The values that a constraint is about: `` `name` of 101 or more characters ``; undefined where it is whatever is valid. */
export function constrainedValues(schema: JsonSchema, constraint: Constraint): string | undefined {
  const isOfValid = constraint.side === "accept" && VALID.includes(constraint.keyword);
  return isOfValid ? undefined : valuesOf(schema, constraint);
}

function withVerdict(schema: JsonSchema, constraint: Constraint, verdict: string): string {
  const { keyword, side, pointer } = constraint;
  if (keyword !== "required" || side !== "accept") {
    return `${valuesOf(schema, constraint)}${constraint.coercible === true ? "," : ""} is ${verdict}`;
  }
  return `${nounOf(namedPartOf(pointer))} is ${verdict} with and without ${optionalMembers(schema)}`;
}

function nounOf({ article, noun }: NamedPart): string {
  return `${article}${noun}`;
}

function valuesOf(schema: JsonSchema, { keyword, side, member, coercible, pointer }: Constraint): string {
  const part = namedPartOf(pointer);
  const noun = nounOf(part);
  const accept = side === "accept";
  switch (keyword) {
    case "type":
      if (accept) return `${noun} that is null`;
      if (coercible === true) return `${noun} that is a scalar, but not ${typePhrase(schema)}`;
      return `${noun} that is not ${typePhrase(schema)}`;
    case "required":
      return `${noun} without ${code(member ?? "")}`;
    case "additionalProperties":
      return `${noun} with a member of another name`;
    case "uniqueItems":
      return `${noun} ${accept ? "of different items" : "with an item twice"}`;
    case "pattern":
      return `${noun} that ${accept ? "matches" : "does not match"} ${code(schema.pattern ?? "")}`;
    case "enum":
    case "const": {
      const values = series((schema.enum ?? [schema.const ?? null]).map(valuePhrase), "or");
      return `${noun} ${accept ? "that is" : "other than"} ${values}`;
    }
    case "minimum":
    case "maximum": {
      const limit = `${schema[keyword] ?? 0}`;
      const outside = keyword === "minimum" ? "below" : "above";
      return `${noun} ${accept ? "of" : outside} ${limit}`;
    }
    default:
      return valuesOfSize(schema, keyword, accept, part);
  }
}

function valuePhrase(value: JsonValue): string {
  if (value === "") return "an empty string";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  Length: ["character", "characters"],
  Properties: ["entry", "entries"],
  Items: ["item", "items"],
};

function valuesOfSize(schema: JsonSchema, keyword: string, accept: boolean, { article, noun }: NamedPart): string {
  const limit = Number((schema as Readonly<Record<string, unknown>>)[keyword]);
  const [one, many] = UNITS[keyword.slice(3)] ?? ["", keyword];
  const count = (size: number) => `${size} ${size === 1 ? one : many}`;
  const emptiness = keyword.startsWith("min") && limit === (accept ? 0 : 1);
  if (emptiness) return `an empty ${noun}`;
  const inside = keyword.startsWith("min") ? count(limit) : `up to ${count(limit)}`;
  const outside = keyword.startsWith("min") ? `fewer than ${count(limit)}` : `${limit + 1} or more ${many}`;
  return `${article}${noun} of ${accept ? inside : outside}`;
}

function optionalMembers({ properties = {}, required = [] }: JsonSchema): string {
  const optional = Object.keys(properties).filter((member) => !required.includes(member));
  return series(optional.map(code));
}
