import type { GenerationContext } from "../../../generators/schema/generation-context.ts";
import { uniqueValue } from "../../../generators/schema/fresh-value.ts";
import { hashHex } from "../../../generators/strings/hash.ts";
import { acceptedStrings } from "../../../generators/strings/string-space.ts";
import { fullMatch } from "../../../spec/contract/pattern.ts";
import type { JsonSchema } from "../../../spec/contract/schema.ts";
import { memberSchema } from "../../../spec/resources/member-schema.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { isFreelyNamed } from "../../../spec/resources/table-readings.ts";
import type { ServiceContext } from "../service-context.ts";

/** A form that a name may have, by a salt; undefined where the schema has none of it. */
export interface Look {
  readonly id: string;
  readonly words: string;
  readonly nameFor: (salt: string) => string | undefined;
}

/** The longest that is tried: what a path holds without being long itself. */
const LONGEST = 256;

/** As long as names that have a limit mostly may be. */
const UNBOUNDED = 100;

/** Names that a server may cut, fold or split, of those that the schema of the member allows. */
export function looksOf(schema: JsonSchema, generation: GenerationContext): readonly Look[] {
  const { maxLength } = schema;
  const allowed = (name: string): string | undefined =>
    name.length <= (maxLength ?? LONGEST) && isAllowed(schema, name) ? name : undefined;
  const marked = (salt: string): string => `${generation.prefix}${hashHex("whole life", salt).slice(0, 12)}`;
  const longest = maxLength !== undefined && maxLength <= LONGEST ? maxLength : undefined;
  const looks: readonly Look[] = [
    {
      id: "longest",
      words: "the longest",
      nameFor: (salt) =>
        longest !== undefined && acceptedStrings(schema).count(longest, generation.prefix) > 0
          ? uniqueValue(schema, generation, salt, longest)
          : undefined,
    },
    {
      id: "hundred",
      words: "a hundred characters, where nothing says how many there may be",
      nameFor: (salt) => (maxLength === undefined ? allowed(marked(salt).padEnd(UNBOUNDED, "x")) : undefined),
    },
    { id: "capitals", words: "capitals", nameFor: (salt) => allowed(marked(salt).toUpperCase()) },
    { id: "digit-first", words: "a digit at its beginning", nameFor: (salt) => allowed(`0${marked(salt)}`) },
    {
      id: "underscores",
      words: "underscores",
      nameFor: (salt) => (schema.pattern === undefined ? undefined : allowed(marked(salt).replaceAll("-", "_"))),
    },
    {
      id: "short",
      words: "eight letters and digits",
      nameFor: (salt) => allowed(`n${hashHex("short", salt).slice(0, 7)}`),
    },
  ];
  return looks.filter(({ nameFor }) => nameFor("any") !== undefined);
}

/** Names that a kind may have, where a client is free to choose them. */
export function looksOfKind(
  { contract, table, generation }: Pick<ServiceContext, "contract" | "table" | "generation">,
  resource: Resource,
): readonly Look[] {
  const { id, create, parent } = resource;
  const isFree = create !== undefined && id.input !== undefined && isFreelyNamed(table, resource);
  const schema = isFree ? memberSchema(contract.operation(create.operation).input, id.input) : undefined;
  if (schema === undefined) return [];
  // A short name of what belongs to nothing may be anybody's.
  return looksOf(schema, generation).filter((look) => parent !== undefined || look.id !== "short");
}

/** A fresh name, and the same in capitals; undefined where the schema does not allow both. */
export function namesOfTwoCases(
  schema: JsonSchema,
  generation: GenerationContext,
  salt: string,
): readonly [string, string] | undefined {
  const name = `${generation.prefix}${hashHex("two cases", salt).slice(0, 12)}`;
  const both = [name, name.toUpperCase()] as const;
  return both.every((one) => one.length <= (schema.maxLength ?? LONGEST) && isAllowed(schema, one)) ? both : undefined;
}

function isAllowed({ pattern }: JsonSchema, name: string): boolean {
  return pattern === undefined || fullMatch(pattern).test(name);
}
