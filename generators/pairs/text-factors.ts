import type { JsonSchema } from "#spec/contract/schema.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { uniqueValue } from "#generators/schema/fresh-value.ts";
import { AS_IT_IS, type Choice, type Factor } from "./factor.ts";

/** One of each kind that implementations treat in their own way; the schema decides which of them may stand where. */
const CHARACTERS: Readonly<Record<string, string>> = {
  upper: "K",
  digit: "7",
  hyphen: "-",
  underscore: "_",
  dot: ".",
  slash: "/",
  colon: ":",
  plus: "+",
  blank: " ",
};

/** Longer texts are a matter of limits, which have cases of their own. */
const LONGEST = 256;

/** What may vary about a text: how long it is, and what it begins with, has before its last character and ends with. */
export function textFactors(schema: JsonSchema, at: string): Factor[] {
  const { maxLength = LONGEST } = schema;
  const most = Math.min(maxLength, LONGEST);
  const lengths = [...new Set([Math.floor(most / 2), most - 1, most])].filter((length) => length > 0);
  const characters = [AS_IT_IS, ...Object.keys(CHARACTERS)];
  return [
    { key: `${at}:length`, classes: [AS_IT_IS, ...lengths.map(String)] },
    { key: `${at}:first`, classes: characters },
    { key: `${at}:inner`, classes: characters },
    { key: `${at}:last`, classes: characters },
  ];
}

export interface TextSource {
  readonly schema: JsonSchema;
  readonly context: GenerationContext;
  readonly salt: string;
  /** The plainest text of the schema. */
  readonly plain: string;
}

/** The text that a choice asks for; whether the schema allows it is for the caller to see. */
export function chosenText({ schema, context, salt, plain }: TextSource, at: string, choice: Choice): string {
  const part = (what: string): string => CHARACTERS[choice[`${at}:${what}`] ?? ""] ?? "";
  const [first, inner, last] = [part("first"), part("inner"), part("last")];
  const wanted = Number(choice[`${at}:length`]);
  const room = wanted - first.length - inner.length - last.length;
  const stem = Number.isNaN(wanted) ? plain : stretched({ schema, context, salt, plain }, room);
  return first + stem.slice(0, -1) + inner + stem.slice(-1) + last;
}

function stretched({ schema, context, salt, plain }: TextSource, length: number): string {
  return schema["x-unique"] === true ? uniqueValue(schema, context, salt, length) : plain.padEnd(length, "x");
}
