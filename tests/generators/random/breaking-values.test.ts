import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { breakingValues } from "#generators/random/breaking-values.ts";
import { schemaLocationAt } from "#generators/schema/schema-location.ts";
import { constraintsOf } from "#spec/derived/constraints-of.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

// No text is shorter than a name may be and yet matches its pattern.
const REFUSED = constraintsOf(CLUSTER_LIKE).filter(
  ({ side, requirement }) => side === "reject" && requirement !== "input.name.min-length",
);

test.each(REFUSED.map((constraint) => [constraint.requirement, constraint] as const))(
  "values for %s break it",
  (_, constraint) => {
    const location = schemaLocationAt(CLUSTER_LIKE, constraint.pointer);
    const values = fc.sample(breakingValues(location, constraint, CONTEXT) ?? fc.constant(null), {
      seed: 1,
      numRuns: 50,
    });
    const validate = compileValidator(location.schema);
    const breaks = values.map((value) => validate(value).some(({ keyword }) => keyword === constraint.keyword));
    expect(breaks).not.toContain(false);
  },
);
