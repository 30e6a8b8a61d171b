import fc from "fast-check";
import { isJsonObject } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { breaksAlone } from "#spec/derived/constraint.ts";
import type { Constraint } from "#spec/requirement.ts";
import { embed } from "#generators/boundary/embed.ts";
import type { GeneratedInput } from "#generators/schema/generated-input.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { constraintPath, locationName, schemaLocationAt } from "#generators/schema/schema-location.ts";
import { hashSeed } from "#generators/strings/hash.ts";
import { breakingValues } from "./breaking-values.ts";

/** How many values are drawn for each that is wanted: some break another keyword beside the one. */
const DRAWN = 3;

/**
 * Plain inputs in which one random value breaks one constraint, under `one-fault/name/pattern/0` and so on: the same for the
 * same seed. Some thousand constraints have theirs in a moment, where `randomInputs` draws all that is around the value, too.
 */
export function* plainButOne(
  schema: JsonSchema,
  context: GenerationContext,
  { seed, count, constraint }: { readonly seed: number; readonly count: number; readonly constraint: Constraint },
): Iterable<GeneratedInput> {
  const location = schemaLocationAt(schema, constraint.pointer);
  const broken = count === 0 ? undefined : breakingValues(location, constraint, context);
  if (broken === undefined) return;
  const key = `one-fault/${constraintPath(constraint)}`;
  const note = `a random value that breaks ${locationName(location)}: ${constraint.keyword}`;
  const validate = validatorOf(schema);
  let index = 0;
  for (const value of drawn(broken, hashSeed(seed, key), count)) {
    if (index === count) return;
    const input = embed(schema, location.steps, value, { context, salt: `${key}/${index}`, arrangement: "plain" });
    if (!isJsonObject(input)) continue;
    const violations = validate(input);
    if (violations.length !== 1 || !breaksAlone(constraint, violations)) continue;
    yield { key: `${key}/${index}`, kind: "one-fault", constraint, note, input };
    index += 1;
  }
}

/** As many as are wanted, and more only if some of them will not do. */
function* drawn<Value>(values: fc.Arbitrary<Value>, seed: number, count: number): Iterable<Value> {
  yield* fc.sample(values, { seed, numRuns: count });
  yield* fc.sample(values, { seed, numRuns: count * DRAWN }).slice(count);
}
