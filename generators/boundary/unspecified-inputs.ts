import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema, Unspecified } from "#spec/contract/schema.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { plainEntries, plainValue } from "#generators/schema/baseline.ts";
import { keySpace } from "#generators/schema/map-schema.ts";
import { plainWords } from "#generators/strings/plain-words.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { embed } from "./embed.ts";
import type { GeneratedInput } from "#generators/schema/generated-input.ts";
import { objectOf, withMember } from "#generators/schema/own-members.ts";
import { intersection, stringLanguage } from "#generators/strings/regular-language.ts";
import { StringSpace } from "#generators/strings/string-space.ts";
import { WordAutomaton } from "#generators/strings/word-automaton.ts";
import { isMap, typesOf } from "#generators/schema/schema-type.ts";
import {
  locationName,
  locationPath,
  schemaLocations,
  type SchemaLocation,
} from "#generators/schema/schema-location.ts";
import { unspecifiedClasses } from "#spec/contract/unspecified-classes.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { SPECIAL_KEYS } from "#generators/strings/special-keys.ts";
import { ODD_TEXTS } from "#generators/strings/odd-texts.ts";

/** Examples tried of one class. */
const EXAMPLES = 2;

/** An input that breaks no constraint and belongs to a class on which the sources are silent. */
export interface UnspecifiedInput extends GeneratedInput {
  /** Id of the class. */
  readonly unspecified: string;
}

/**
 * One or two inputs for each unspecified class of a schema, each in that class alone, and every odd text or special key
 * that belongs to it; the note names the class. Of the classes, named by their ids, those alone that are `asked` for.
 */
export function* unspecifiedInputs(
  schema: JsonSchema,
  context: GenerationContext,
  asked: (silent: string) => boolean = () => true,
): Iterable<UnspecifiedInput> {
  for (const location of schemaLocations(schema)) {
    for (const unspecified of location.schema["x-unspecified"] ?? []) {
      if (!asked(unspecified.id)) continue;
      const inputOf = (name: string, value: JsonValue) =>
        exampleInput({ schema, context, location, unspecified, name, value });
      const found = new Set<string>();
      for (const value of examples(location, unspecified, context)) {
        const text = JSON.stringify(value);
        const example = found.has(text) ? undefined : inputOf(String(found.size), value);
        if (example === undefined) continue;
        found.add(text);
        yield example;
        if (found.size === EXAMPLES) break;
      }
      for (const { name, text } of oddTexts(location)) {
        const example = inputOf(name, text);
        if (example !== undefined) yield example;
      }
    }
  }
}

interface Example {
  readonly schema: JsonSchema;
  readonly context: GenerationContext;
  readonly location: SchemaLocation;
  readonly unspecified: Unspecified;
  readonly name: string;
  readonly value: JsonValue;
}

/** The input around an example; undefined when that belongs to another class, or breaks something. */
function exampleInput(example: Example): UnspecifiedInput | undefined {
  const { schema, context, location, unspecified, name, value } = example;
  const path = [locationPath(location.pointer), "unspecified", unspecified.id, name];
  const key = path.filter((part) => part !== "").join("/");
  const input = embed(schema, location.steps, value, { context, salt: key, arrangement: "alone" });
  if (!isJsonObject(input) || !isExample(schema, input, unspecified)) return undefined;
  const note = `${locationName(location)}: ${unspecified.id.replaceAll("-", " ")}`;
  return { key, kind: "boundary", note, input, unspecified: unspecified.id };
}

/** Keys and values of maps are free text; other members have a meaning that an odd text would miss. */
function oddTexts({ schema, steps }: SchemaLocation) {
  const kind = steps.at(-1)?.kind;
  if (kind === "key") return [...SPECIAL_KEYS, ...ODD_TEXTS];
  return kind === "value" && typesOf(schema).includes("string") ? ODD_TEXTS : [];
}

function isExample(schema: JsonSchema, input: JsonValue, unspecified: Unspecified): boolean {
  const classes = unspecifiedClasses(schema, input);
  return validatorOf(schema).accepts(input) && classes.length > 0 && classes.every((each) => each === unspecified);
}

/** Candidate values for a class: words of its language, and for other types a few plain variations. */
function* examples(
  { schema }: SchemaLocation,
  unspecified: Unspecified,
  context: GenerationContext,
): Iterable<JsonValue> {
  const types = typesOf(schema);
  const { when } = unspecified;
  if (types.includes("string")) yield* exampleWords(schema)(unspecified);
  if (types.includes("null")) yield null;
  const listed = when.const === undefined ? (when.enum ?? []) : [when.const];
  yield* listed;
  if (types.includes("object")) yield* exampleObjects(schema, when, context);
  if (types.includes("array")) yield* exampleLists(schema, when, context);
  if (types.includes("integer") || types.includes("number")) yield* exampleNumbers(schema, when);
  if (types.includes("boolean")) yield* [true, false];
}

/** Found once: they take automata, and the same ones every time. */
const exampleWords = perObject((schema: JsonSchema) =>
  perObject(({ id, when }: Unspecified): readonly string[] => {
    const { minLength = 0, maxLength = Infinity, ...content } = schema;
    const language = intersection([stringLanguage(content), stringLanguage(when)]);
    const space = new StringSpace(new WordAutomaton(language), minLength, maxLength);
    return [space.min, space.min + 8].flatMap((length) => plainWords(space, 1, id, length));
  }),
);

function* exampleObjects(schema: JsonSchema, when: JsonSchema, context: GenerationContext): Iterable<JsonValue> {
  const size = when.maxProperties ?? when.minProperties ?? 1;
  if (isMap(schema)) {
    yield objectOf(plainEntries(schema, context, "unspecified", size));
    for (const key of plainWords(keySpace(when), 1, "unspecified")) {
      for (const [, value] of plainEntries(schema, context, "unspecified", 1)) yield objectOf([[key, value]]);
    }
  }
  for (const extent of ["minimal", "full"] as const) {
    const plain = plainValue(withoutClasses(schema), context, "unspecified", extent);
    if (!isJsonObject(plain)) continue;
    yield plain;
    yield withMember(plain, "unknownMember", "value");
  }
}

function* exampleLists(schema: JsonSchema, when: JsonSchema, context: GenerationContext): Iterable<JsonValue> {
  for (const size of [when.maxItems, when.minItems, 0, 1, 2]) {
    const item = plainValue(schema.items ?? {}, context, "unspecified");
    if (size !== undefined && item !== undefined) yield Array.from({ length: size }, () => item);
  }
}

function* exampleNumbers(schema: JsonSchema, when: JsonSchema): Iterable<number> {
  for (const { minimum, maximum } of [when, when.not ?? {}, schema]) {
    for (const edge of [minimum, maximum]) if (edge !== undefined) yield* [edge, edge - 1, edge + 1];
  }
}

function withoutClasses(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "x-unspecified"));
}
