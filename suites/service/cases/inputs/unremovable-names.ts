import { boundaryInputs } from "#generators/boundary/boundary-inputs.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kindMadeBy } from "#spec/resources/resource-table.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { constraintCase, constraintsAsked, inputSchema, isUnremovable } from "./constraint-cases.ts";

/**
 * What is created gets a name with NUL in it, which no URL takes afterwards at many a server: only where other names that
 * break the same limit were refused, and once for each.
 */
export function* unremovableNames(context: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const { table, generation, heldLimits } = context;
  const creates = kindMadeBy(table, operation.id);
  if (creates === undefined) return;
  const held = constraintsAsked(context, operation).filter(
    ({ side, requirement }) => side === "reject" && heldLimits.has(requirement),
  );
  const sent = new Set<string>();
  const salted = { ...generation, salt: operation.prefix };
  const isWanted = ({ requirement }: { readonly requirement: string }): boolean => !sent.has(requirement);
  for (const generated of boundaryInputs(inputSchema(operation, creates), salted, held, isWanted)) {
    const { constraint, input } = generated;
    if (constraint === undefined || !isWanted(constraint) || !isUnremovable(creates, input)) continue;
    sent.add(constraint.requirement);
    yield constraintCase(table, operation, { generated, constraint, creates, hasToken: false, looksAfter: true });
  }
}
