import type { GenerationContext } from "../../generators/schema/context.ts";
import { uniqueLength, uniqueValue } from "../../generators/schema/fresh-value.ts";
import { hashNumber } from "../../generators/strings/hash.ts";
import { acceptedStrings, lengthOf } from "../../generators/strings/string-space.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import type { JsonValue } from "../../spec/json/json.ts";
import { childPointer } from "../../spec/json/json-pointer.ts";
import { memberSchema } from "../../spec/resources/member-schema.ts";
import { placeholdersIn } from "../../spec/resources/placeholders.ts";

/** Fresh names have characters and a length that are allowed in every name of a service. */
const NAME = { type: "string", minLength: 1, maxLength: 40, pattern: "^[a-z][a-z0-9-]*[a-z0-9]$" } as const;

/** Characters after the run's mark that keep some thousand names apart: 31 bits. */
const LEAST_APART = 6;

/**
 * A name made from a salt that begins with the run's mark and has at most `room` characters. In little room it is less
 * long, and only what is left beside the characters that keep names apart is the mark's.
 */
export function freshName(generation: GenerationContext, salt: string, room: number): string {
  const length = uniqueLength(acceptedStrings(NAME), generation.prefix) ?? NAME.maxLength;
  if (room >= length) return uniqueValue(NAME, generation, salt);
  const prefix = generation.prefix.slice(0, Math.max(0, room - LEAST_APART));
  const short = acceptedStrings(NAME).word(hashNumber("unique", salt), room, { prefix });
  return short ?? uniqueValue(NAME, generation, salt);
}

const PLACEHOLDER = "$new";

/** How many characters a fresh name may have wherever it stands in a plain input: Infinity where nothing bounds it. */
export function roomForName(input: JsonValue, schema: JsonSchema | undefined): number {
  if (schema === undefined) return Infinity;
  if (typeof input === "string") {
    const { maxLength = Infinity } = schema;
    return placeholdersIn(input).includes("new") ? maxLength - lengthOf(input) + PLACEHOLDER.length : Infinity;
  }
  if (typeof input !== "object" || input === null) return Infinity;
  const rooms = Object.entries(input).map(([key, value]) =>
    roomForName(value, memberSchema(schema, childPointer("", key))),
  );
  return Math.min(Infinity, ...rooms);
}
