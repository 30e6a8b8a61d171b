import type { JsonValue } from "../json/json.ts";
import { capitalised, code, series, subjectOf, typePhrase, type NamedPart } from "./phrase.ts";
import type { Constraint } from "../requirement.ts";
import type { JsonSchema } from "../contract/schema.ts";

/** A constraint as a sentence one can check; `schema` is the one that holds its keyword. */
export function constraintTitle(schema: JsonSchema, constraint: Constraint): string {
  const subject = subjectOf(constraint.pointer);
  const verdict = constraint.side === "accept" ? "accepted" : "refused";
  return capitalised(`${describe(schema, constraint, subject)(verdict)}.`);
}

type Sentence = (verdict: string) => string;

function describe(schema: JsonSchema, { keyword, side, member, coercible }: Constraint, subject: NamedPart): Sentence {
  const noun = `${subject.article}${subject.noun}`;
  const accept = side === "accept";
  switch (keyword) {
    case "type":
      if (accept) return (verdict) => `${noun} that is null is ${verdict} and means the same as its absence`;
      if (coercible === true)
        return (verdict) => `${noun} that is a scalar, but not ${typePhrase(schema)}, is ${verdict}`;
      return (verdict) => `${noun} that is not ${typePhrase(schema)} is ${verdict}`;
    case "required":
      if (accept) return (verdict) => `${noun} is ${verdict} with and without ${optionalMembers(schema)}`;
      return (verdict) => `${noun} without ${code(member ?? "")} is ${verdict}`;
    case "additionalProperties":
      return (verdict) => `${noun} with a member of another name is ${verdict}`;
    case "uniqueItems":
      return (verdict) => `${noun} ${accept ? "of different items" : "with an item twice"} is ${verdict}`;
    case "pattern":
      return (verdict) =>
        `${noun} that ${accept ? "matches" : "does not match"} ${code(schema.pattern ?? "")} is ${verdict}`;
    case "enum":
    case "const": {
      const values = series((schema.enum ?? [schema.const ?? null]).map(valuePhrase), "or");
      return (verdict) => `${noun} that is ${accept ? "" : "not "}${values} is ${verdict}`;
    }
    case "minimum":
    case "maximum": {
      const limit = `${schema[keyword] ?? 0}`;
      const outside = keyword === "minimum" ? "below" : "above";
      return (verdict) => `${noun} ${accept ? "of" : outside} ${limit} is ${verdict}`;
    }
    default:
      return sizeSentence(schema, keyword, accept, subject);
  }
}

function valuePhrase(value: JsonValue): string {
  return typeof value === "string" && value !== "" ? value : JSON.stringify(value);
}

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  Length: ["character", "characters"],
  Properties: ["entry", "entries"],
  Items: ["item", "items"],
};

function sizeSentence(schema: JsonSchema, keyword: string, accept: boolean, { article, noun }: NamedPart): Sentence {
  const limit = Number((schema as Readonly<Record<string, unknown>>)[keyword]);
  const [one, many] = UNITS[keyword.slice(3)] ?? ["", keyword];
  const count = (size: number) => `${size} ${size === 1 ? one : many}`;
  const emptiness = keyword.startsWith("min") && limit === (accept ? 0 : 1);
  if (emptiness) return (verdict) => `an empty ${noun} is ${verdict}`;
  const inside = keyword.startsWith("min") ? count(limit) : `up to ${count(limit)}`;
  const outside = keyword.startsWith("min") ? `fewer than ${count(limit)}` : `${limit + 1} or more ${many}`;
  return (verdict) => `${article}${noun} of ${accept ? inside : outside} is ${verdict}`;
}

function optionalMembers({ properties = {}, required = [] }: JsonSchema): string {
  const optional = Object.keys(properties).filter((member) => !required.includes(member));
  return series(optional.map(code), "and");
}
