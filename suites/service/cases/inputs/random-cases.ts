import { plainButOne } from "#generators/random/plain-but-one.ts";
import { hashSeed } from "#generators/strings/hash.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kindMadeBy } from "#spec/resources/resource-table.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { constraintCase, inputSchema, isAsked, isUnremovable } from "./constraint-cases.ts";
import { locationsJudged } from "./locations-judged.ts";

/** Random values that break one limit of an operation's input and no other, put into its plain input. */
export function* randomCases(context: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const { table, seed, settings } = context;
  if (table.inputs[operation.id] === undefined) return;
  const creates = kindMadeBy(table, operation.id);
  const schema = inputSchema(operation, creates);
  const generation = { ...context.generation, salt: operation.prefix };
  const count = settings.serviceCasesPerConstraint;
  let hasToken = true;
  for (const constraint of locationsJudged(operation).asked) {
    // What is missing is missing in one way.
    if (constraint.side === "accept" || constraint.keyword === "required") continue;
    if (!isAsked(context, operation, constraint)) continue;
    const drawn = { seed: hashSeed(seed, operation.prefix), count, constraint };
    for (const generated of plainButOne(schema, generation, drawn)) {
      if (isUnremovable(creates, generated.input)) continue;
      yield constraintCase(table, operation, { generated, constraint, creates, hasToken });
      hasToken = !hasToken;
    }
  }
}
