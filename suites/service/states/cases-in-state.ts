import type { Operation } from "../../../spec/contract/operation.ts";
import type { ServiceCase } from "../service-case.ts";
import type { ServiceContext } from "../service-context.ts";
import { madeForState } from "./own-state.ts";

/**
 * Cases of an operation, each with room for what its state has to be made of. The one that finds that the shared resource
 * is past the state could not judge what it is about, and has its turn again.
 */
export function* casesInState(
  context: ServiceContext,
  operation: Operation,
  cases: Iterable<ServiceCase>,
): Iterable<ServiceCase> {
  for (const one of cases) {
    const isKnown = context.states.has(operation.id);
    yield inState(context, operation, one);
    if (isKnown || !context.states.has(operation.id)) continue;
    yield inState(context, operation, { ...one, id: `${one.id}/in-its-state` });
  }
}

function inState(context: ServiceContext, operation: Operation, one: ServiceCase): ServiceCase {
  const resource = madeForState(context, operation);
  if (resource !== undefined) return { ...one, makes: { resource, count: 1, surely: true, beside: true } };
  const isOwn = context.states.get(operation.id)?.made !== undefined;
  return isOwn && one.makes !== undefined ? { ...one, makes: { ...one.makes, beside: true } } : one;
}
