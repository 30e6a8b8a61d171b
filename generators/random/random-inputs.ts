import fc, { type Arbitrary } from "fast-check";
import type { JsonObject } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { GeneratedInput } from "#generators/schema/generated-input.ts";
import { hashSeed } from "#generators/strings/hash.ts";
import { oneFaultInput } from "./one-fault.ts";
import { validInput } from "./valid-inputs.ts";
import { constraintPath, locationName, schemaLocationAt } from "#generators/schema/schema-location.ts";

/** Inputs drawn at once: to draw holds up whatever else is to be done, and memory does not grow with the count. */
const CHUNK = 4;

export interface RandomOptions {
  /** The same seed gives the same inputs. */
  readonly seed: number;
  readonly count: number;
  /** The one constraint that every input breaks; without it all inputs are valid. */
  readonly constraint?: Constraint;
}

/**
 * Random inputs, lazily: valid ones under the keys `random/0`, `random/1` and so on, or with a constraint ones that
 * break it alone, under `one-fault/name/pattern/0` and so on. None when no input breaks that constraint alone.
 */
export function* randomInputs(
  schema: JsonSchema,
  context: GenerationContext,
  { seed, count, constraint }: RandomOptions,
): Iterable<GeneratedInput> {
  const arbitrary = constraint === undefined ? validInput(schema, context) : oneFaultInput(schema, context, constraint);
  if (arbitrary === undefined) return;
  // Seeds the stream too: two streams of equal draws would register the same names at the same time.
  const label = labelOf(schema, constraint);
  for (let index = 0; index < count; index += CHUNK) {
    const drawn = drawChunk(arbitrary, hashSeed(seed, label.key, index / CHUNK), Math.min(CHUNK, count - index));
    for (const [offset, input] of drawn.entries()) yield { ...label, key: `${label.key}/${index + offset}`, input };
  }
}

function drawChunk(arbitrary: Arbitrary<JsonObject>, seed: number, numRuns: number): JsonObject[] {
  return fc.sample(arbitrary, { seed, numRuns });
}

function labelOf(schema: JsonSchema, constraint: Constraint | undefined): Omit<GeneratedInput, "input"> {
  if (constraint === undefined) return { key: "random", kind: "random", note: "a random valid input" };
  const { pointer, keyword, member } = constraint;
  const broken = [keyword, member].filter((part) => part !== undefined).join(" ");
  const note = `random, valid but for ${locationName(schemaLocationAt(schema, pointer))}: ${broken}`;
  return { key: `one-fault/${constraintPath(constraint)}`, kind: "one-fault", constraint, note };
}
