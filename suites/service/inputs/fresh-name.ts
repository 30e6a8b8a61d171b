import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { uniqueLength, uniqueValue } from "#generators/schema/fresh-value.ts";
import { hashNumber } from "#generators/strings/hash.ts";
import { acceptedStrings, lengthOf, type StringSpace } from "#generators/strings/string-space.ts";
import { fullMatch } from "#spec/contract/pattern.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { placeholdersIn } from "#spec/resources/placeholders.ts";
import type { Service } from "#spec/resources/service.ts";

/** Fresh names have characters and a length that are allowed in most names of a service. */
const NAME = { type: "string", minLength: 1, maxLength: 40, pattern: "^[a-z][a-z0-9-]*[a-z0-9]$" } as const;

/** How many names there are to be after a mark: 31 bits keep some thousand apart. */
const APART = 2n ** 31n;

/** How many there are to be at the very least: among fewer, others may have taken one. */
const LEAST_APART = 2n ** 20n;

/** Where a fresh name stands in a plain input, and what stands around it in the same text. */
export interface NameSlot {
  readonly schema: JsonSchema;
  readonly before: string;
  readonly after: string;
}

/**
 * A name made from a salt that fits in each of the slots. It begins with the run's mark, or with as much of it as
 * there is room for beside the characters that keep names apart, and as the patterns allow. Undefined where too few names
 * fit.
 */
export function freshName(generation: GenerationContext, salt: string, slots: readonly NameSlot[]): string | undefined {
  const plain = uniqueValue(NAME, generation, salt);
  if (fitsIn(plain, slots)) return plain;
  const room = Math.min(...slots.map(roomIn));
  const spaces = [NAME, ...slots.filter(isWhole).map(({ schema }) => schema)].map(acceptedStrings);
  for (const [mark, distinct] of [...marksOf(generation.prefix).map((mark) => [mark, APART] as const), BARE]) {
    for (const space of spaces) {
      const name = drawn(space, salt, { mark, distinct, room });
      if (name !== undefined && fitsIn(name, slots)) return name;
    }
  }
  return undefined;
}

const BARE = ["", LEAST_APART] as const;

/** What of a mark a name may begin with, the most telling first: a pattern may have no hyphen. */
function marksOf(prefix: string): string[] {
  const bare = prefix.replace(/[^A-Za-z0-9]/g, "");
  const lengths = Array.from(prefix, (_, index) => prefix.length - index);
  return [...new Set(lengths.flatMap((length) => [prefix.slice(0, length), bare.slice(0, length)]))];
}

interface WantedName {
  readonly mark: string;
  /** How many names there must be. */
  readonly distinct: bigint;
  readonly room: number;
}

function drawn(space: StringSpace, salt: string, { mark, distinct, room }: WantedName): string | undefined {
  const most = Math.min(room, space.drawnMax);
  const enough = uniqueLength(space, mark) ?? Infinity;
  const length = enough <= most ? enough : space.lengthUpTo(most);
  if (length === undefined || space.count(length, mark) < distinct) return undefined;
  return space.word(hashNumber("unique", salt), length, { prefix: mark, distinct });
}

/** Whether a name may stand in each of the slots. */
export function fitsIn(name: string, slots: readonly NameSlot[]): boolean {
  return slots.every(({ schema, before, after }) => holds(schema, before + name + after));
}

const matchOf = perObject(({ pattern }: JsonSchema) => (pattern === undefined ? undefined : fullMatch(pattern)));

function holds(schema: JsonSchema, text: string): boolean {
  const { minLength = 0, maxLength = Infinity } = schema;
  const length = lengthOf(text);
  return length >= minLength && length <= maxLength && matchOf(schema)?.test(text) !== false;
}

function roomIn({ schema: { maxLength = Infinity }, before, after }: NameSlot): number {
  return maxLength - lengthOf(before + after);
}

function isWhole({ before, after }: NameSlot): boolean {
  return before === "" && after === "";
}

/** Wherever a plain input has a placeholder, by default a fresh name's, as far as its schema tells. */
export function slotsOfName(input: JsonValue, schema: JsonSchema | undefined, name = "new"): NameSlot[] {
  if (schema === undefined) return [];
  if (typeof input === "string") {
    const placeholder = `$${name}`;
    const [only] = placeholdersIn(input);
    const at = input.indexOf(placeholder);
    // What other placeholders of one text stand for is not known here.
    if (only !== name || at < 0 || placeholdersIn(input).length > 1) return [];
    return [{ schema, before: input.slice(0, at), after: input.slice(at + placeholder.length) }];
  }
  if (typeof input !== "object" || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) =>
    slotsOfName(value, memberSchema(schema, childPointer("", key)), name),
  );
}

/** The first operation in whose plain input no fresh name fits. */
export function operationWithoutName({ contract, table }: Service): string | undefined {
  const generation = { prefix: "ecf-0000000-", fixtures: {} };
  return Object.entries(table.inputs).find(
    ([id, input]) => freshName(generation, "", slotsOfName(input, contract.operations.get(id)?.input)) === undefined,
  )?.[0];
}
