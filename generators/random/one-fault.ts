import fc, { type Arbitrary } from "fast-check";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { type Violation, validatorOf } from "#spec/contract/validator.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { ListArbitrary } from "./list-arbitrary.ts";
import { mostlyPasses } from "./mostly-passes.ts";
import { objectOf, withMember } from "#generators/schema/own-members.ts";
import {
  listSizes,
  mapSizes,
  structureOf,
  validEntry,
  validKey,
  validList,
  validValue,
  type MapEntry,
} from "./valid-inputs.ts";
import { valueSchema } from "#generators/schema/map-schema.ts";
import { breaksAlone } from "#spec/derived/constraint.ts";
import { breakingValues } from "./breaking-values.ts";
import { isMap } from "#generators/schema/schema-type.ts";
import { schemaLocationAt, type PathStep } from "#generators/schema/schema-location.ts";

const SAMPLE = 24;

/**
 * Random inputs that break one keyword at one location and are otherwise valid; the validator has the last word on each.
 * Undefined when hardly any value breaks that keyword alone, as when a pattern already forbids the empty string.
 */
export function oneFaultInput(
  schema: JsonSchema,
  context: GenerationContext,
  constraint: Constraint,
): Arbitrary<JsonObject> | undefined {
  if (constraint.side === "accept") throw new Error(`Only the reject side of ${constraint.keyword} can be broken.`);
  const location = schemaLocationAt(schema, constraint.pointer);
  const broken = breakingValues(location, constraint, context);
  if (broken === undefined) return undefined;
  const validate = validatorOf(schema);
  const isRight = (input: JsonValue) => breaksNothingElse(constraint, validate(input));
  const inputs = around(schema, location.steps, broken, context);
  return mostlyPasses(inputs, isRight, SAMPLE) ? (inputs.filter(isRight) as Arbitrary<JsonObject>) : undefined;
}

function breaksNothingElse(constraint: Constraint, violations: readonly Violation[]): boolean {
  return violations.length === 1 && breaksAlone(constraint, violations);
}

/** Valid values of a schema, but for what `steps` leads to. */
function around(
  schema: JsonSchema,
  steps: readonly PathStep[],
  broken: Arbitrary<JsonValue>,
  context: GenerationContext,
): Arbitrary<JsonValue> {
  const [step, ...rest] = steps;
  if (step === undefined) return broken;
  switch (step.kind) {
    case "member":
      return structureOf(schema, context, {
        [step.name]: around(schema.properties?.[step.name] ?? {}, rest, broken, context),
      });
    case "key":
      return mapWith(schema, context, fc.tuple(broken as Arbitrary<string>, validValue(valueSchema(schema), context)));
    case "value":
      return mapWith(schema, context, fc.tuple(validKey(schema), around(valueSchema(schema), rest, broken, context)));
    case "item":
      return listWith(schema, context, around(schema.items ?? {}, rest, broken, context));
  }
}

/** Maps with one entry given, anywhere among valid ones, or structures with one further entry. */
function mapWith(schema: JsonSchema, context: GenerationContext, entry: Arbitrary<MapEntry>): Arbitrary<JsonObject> {
  if (!isMap(schema)) {
    const object = structureOf(schema, context, {});
    return fc.tuple(object, entry).map(([members, [key, value]]) => withMember(members, key, value));
  }
  const { min, max } = mapSizes(schema, context);
  const others = new ListArbitrary(
    validEntry(schema, context),
    { min: Math.max(0, min - 1), max: max - 1 },
    ([key]) => key,
  );
  return fc.tuple(others, entry, fc.nat()).map(([entries, given, position]) => {
    const rest = entries.filter(([key]) => key !== given[0]);
    return objectOf(rest.toSpliced(position % (rest.length + 1), 0, given));
  });
}

function listWith(schema: JsonSchema, context: GenerationContext, item: Arbitrary<JsonValue>): Arbitrary<JsonValue[]> {
  const { min, max } = listSizes(schema, context);
  const others = validList(schema, context, { min: Math.max(0, min - 1), max: max - 1 });
  return fc
    .tuple(others, item, fc.nat())
    .map(([items, given, position]) => items.toSpliced(position % (items.length + 1), 0, given));
}
