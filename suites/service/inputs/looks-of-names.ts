import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { uniqueValue } from "#generators/schema/fresh-value.ts";
import { hashHex } from "#generators/strings/hash.ts";
import { acceptedStrings } from "#generators/strings/string-space.ts";
import { fullMatch } from "#spec/contract/pattern.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isFreelyNamed } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/** A form that a name may have, by a salt; undefined where the schema has none of it. */
export interface Look {
  readonly id: string;
  readonly words: string;
  /** What of a schema lets it be. */
  readonly by: "maxLength" | "pattern";
  readonly nameFor: (salt: string) => string | undefined;
}

/** The longest that is tried: what a path holds without being long itself. */
const LONGEST = 256;

/** As long as names that have a limit mostly may be. */
const UNBOUNDED = 100;

/** Names that a server may cut, fold or split, of those that the schema of the member allows. */
export function looksOf(schema: JsonSchema, generation: GenerationContext): readonly Look[] {
  const { maxLength } = schema;
  const { allowed, marked } = namesOf(schema, generation);
  const longest = maxLength !== undefined && maxLength <= LONGEST ? maxLength : undefined;
  const looks: readonly Look[] = [
    {
      id: "longest",
      words: "as many characters as it may",
      by: "maxLength",
      nameFor: (salt) =>
        longest !== undefined && acceptedStrings(schema).count(longest, generation.prefix) > 0
          ? uniqueValue(schema, generation, salt, longest)
          : undefined,
    },
    {
      id: "hundred",
      words: "a hundred characters, where nothing says how many there may be",
      by: "maxLength",
      nameFor: (salt) => (maxLength === undefined ? allowed(marked(salt).padEnd(UNBOUNDED, "x")) : undefined),
    },
    { id: "capitals", words: "capitals", by: "pattern", nameFor: (salt) => allowed(marked(salt).toUpperCase()) },
    {
      id: "digit-first",
      words: "a digit at its beginning",
      by: "pattern",
      nameFor: (salt) => allowed(`0${marked(salt)}`),
    },
    {
      id: "underscores",
      words: "underscores",
      by: "pattern",
      nameFor: (salt) => (schema.pattern === undefined ? undefined : allowed(marked(salt).replaceAll("-", "_"))),
    },
    {
      id: "short",
      words: "eight letters and digits",
      by: "pattern",
      nameFor: (salt) => allowed(`n${hashHex(generation.prefix, "short", salt).slice(0, 7)}`),
    },
  ];
  return looks.filter(({ nameFor }) => nameFor("any") !== undefined);
}

/** Others that no limit asks for, and that trip servers all the same: at powers of two buffers and columns end. */
function moreLooksOf(schema: JsonSchema, generation: GenerationContext): readonly Look[] {
  if (schema.pattern === undefined) return [];
  const { allowed, marked } = namesOf(schema, generation);
  const digits = (salt: string): string =>
    BigInt(`0x${hashHex(generation.prefix, "digits", salt)}`)
      .toString()
      .padStart(32, "7");
  const looks: readonly Look[] = [
    {
      id: "digits",
      words: "32 digits, the first of them 0",
      by: "pattern",
      nameFor: (salt) => allowed(`0${digits(salt).slice(-31)}`),
    },
    {
      id: "doubled",
      words: "64 characters, two hyphens in a row among them",
      by: "pattern",
      nameFor: (salt) => allowed(`${marked(salt)}--`.padEnd(64, "x")),
    },
  ];
  return looks.filter(({ nameFor }) => nameFor("any") !== undefined);
}

function namesOf(schema: JsonSchema, { prefix }: GenerationContext) {
  return {
    allowed: (name: string): string | undefined =>
      name.length <= (schema.maxLength ?? LONGEST) && isAllowed(schema, name) ? name : undefined,
    marked: (salt: string): string => `${prefix}${hashHex("whole life", salt).slice(0, 12)}`,
  };
}

/** Names that a kind may have, where a client is free to choose them. */
export function looksOfKind(context: LooksContext, resource: Resource): readonly Look[] {
  const schema = schemaOfName(context, resource);
  if (schema === undefined) return [];
  // A short name of what belongs to nothing may be anybody's.
  return looksOf(schema, context.generation).filter((look) => resource.parent !== undefined || look.id !== "short");
}

/** The same, and others that are worth a life, and no more. */
export function looksOfLives(context: LooksContext, resource: Resource): readonly Look[] {
  const schema = schemaOfName(context, resource);
  return schema === undefined ? [] : [...looksOfKind(context, resource), ...moreLooksOf(schema, context.generation)];
}

type LooksContext = Pick<ServiceContext, "contract" | "table" | "generation">;

function schemaOfName({ contract, table }: LooksContext, resource: Resource): JsonSchema | undefined {
  const { id, create } = resource;
  const isFree = create !== undefined && id.input !== undefined && isFreelyNamed(table, resource);
  return isFree ? memberSchema(contract.operation(create.operation).input, id.input) : undefined;
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
