import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { acceptedEnum, plainEntries, plainValue } from "#generators/schema/baseline.ts";
import { evenly } from "#generators/schema/evenly.ts";
import { objectOf } from "#generators/schema/own-members.ts";
import { isMap, mainType } from "#generators/schema/schema-type.ts";
import { AS_IT_IS, type Choice, type Factor } from "./factor.ts";
import { chosenText, textFactors } from "./text-factors.ts";

const ABSENT = "absent";
const NULL = "null";
const THERE = "there";
/** Values of an enum at most, so that there are not more pairs than requests. */
const MOST = 20;
/** Where the limit of a map is higher, one from between. */
const MANY = 25;

/** Everything about the inputs of a schema that may vary while they stay valid, read off the schema. */
export function factorsOf(schema: JsonSchema, context: GenerationContext, at = ""): Factor[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const pointer = `${at}/${name}`;
    const own = memberFactors(member, context, pointer);
    if (required.has(name)) return own;
    const [first, ...rest] = own;
    const optional = [ABSENT, NULL];
    if (first === undefined) return [{ key: pointer, classes: [THERE, ...optional] }];
    return [{ ...first, classes: [...first.classes, ...optional] }, ...rest];
  });
}

function memberFactors(schema: JsonSchema, context: GenerationContext, at: string): Factor[] {
  if (schema.const !== undefined) return [];
  const forms = formsOf(schema, context);
  if (forms.length > 0) return [{ key: at, classes: [AS_IT_IS, ...forms] }];
  if (schema.enum !== undefined)
    return [{ key: at, classes: evenly(acceptedEnum(schema), MOST).map((value) => JSON.stringify(value)) }];
  switch (mainType(schema)) {
    case "string":
      // A fixture and a token are what they are.
      return schema["x-fixture"] !== undefined || schema["x-idempotency-token"] === true ? [] : textFactors(schema, at);
    case "object":
      if (schema["x-union"] === true) return [];
      return isMap(schema) ? [{ key: at, classes: sizes(schema) }] : factorsOf(schema, context, at);
    case "boolean":
      return [{ key: at, classes: ["true", "false"] }];
    default:
      return [];
  }
}

/** Other values that the target takes for a fixture. */
function formsOf(schema: JsonSchema, { forms = {} }: GenerationContext): readonly string[] {
  const fixture = schema["x-fixture"];
  return fixture === undefined ? [] : (forms[fixture] ?? []);
}

function sizes({ minProperties = 0, maxProperties = MANY }: JsonSchema): string[] {
  const wanted = [2, 0, 1, 3, 10, Math.min(MANY, Math.floor(maxProperties / 2)), maxProperties - 1, maxProperties];
  const allowed = wanted.filter((size) => size >= minProperties && size <= maxProperties);
  return [...new Set(allowed)].map(String);
}

/** The input that a choice asks for, fresh for this salt, with every optional member that it does not leave out. */
export function chosenInput(
  schema: JsonSchema,
  context: GenerationContext,
  { salt, choice }: { readonly salt: string; readonly choice: Choice },
): JsonObject {
  return structure(schema, { context, choice, salt, at: "" });
}

interface ChosenPart {
  readonly context: GenerationContext;
  readonly choice: Choice;
  readonly salt: string;
  readonly at: string;
}

function structure(schema: JsonSchema, making: ChosenPart): JsonObject {
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]): [string, JsonValue][] => {
    const value = chosenValue(member, { ...making, salt: `${making.salt}/${name}`, at: `${making.at}/${name}` });
    return value === undefined ? [] : [[name, value]];
  });
  return objectOf(members);
}

function chosenValue(schema: JsonSchema, making: ChosenPart): JsonValue | undefined {
  const { context, choice, salt, at } = making;
  const chosen = choice[at] ?? choice[`${at}:length`];
  if (chosen === ABSENT) return undefined;
  if (chosen === NULL) return null;
  if (chosen !== undefined && formsOf(schema, context).includes(chosen)) return chosen;
  if (schema.enum !== undefined && chosen !== undefined) return JSON.parse(chosen) as JsonValue;
  const type = mainType(schema);
  if (type === "object" && schema["x-union"] !== true) {
    if (!isMap(schema)) return structure(schema, making);
    return chosen === undefined ? undefined : objectOf(plainEntries(schema, context, salt, Number(chosen)));
  }
  if (type === "boolean" && chosen !== undefined) return chosen === "true";
  const plain = plainValue(schema, context, salt, "full");
  return typeof plain === "string" && schema.enum === undefined
    ? chosenText({ schema, context, salt, plain }, at, choice)
    : plain;
}
