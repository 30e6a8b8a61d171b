import type { Operation } from "#spec/contract/operation.ts";
import type { CaseTurn } from "#suites/run/rounds/fire-lanes.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { madeForState } from "./own-state.ts";
import { mostSideBySide, type TurnSize, turnsOfCases } from "#suites/service/run/inert-cases.ts";

/** Ends the id of a case that is run again, on a resource of its own. */
const IN_ITS_STATE = "/in-its-state";

/** Under what ids a run may come to a case: it has the second only once the shared resource is past the state it needs. */
export function idsInState(id: string): readonly [string, string] {
  const first = id.endsWith(IN_ITS_STATE) ? id.slice(0, -IN_ITS_STATE.length) : id;
  return [first, first + IN_ITS_STATE];
}

/**
 * Cases of an operation, inert ones side by side. Once the shared resource is past the state in which the operation is
 * taken, each has its turn alone, with room for what the state has to be made of; those that were under way when that was
 * found out could not judge what they are about, and have their turns again. Where one that makes something had to be run
 * again by itself, the others do so by themselves: a service may make one after the other.
 */
export function* casesInState(
  context: ServiceContext,
  operation: Operation,
  cases: Iterable<ServiceCase>,
): Iterable<CaseTurn<ServiceCase>> {
  const isPast = (): boolean => context.states.has(operation.id);
  let makesAlone = false;
  const how = (): TurnSize => ({ most: isPast() ? 1 : mostSideBySide(context, operation), makesAlone });
  for (const turn of turnsOfCases(cases, how)) {
    if (isPast()) {
      for (const one of turn) yield inState(context, operation, one);
      continue;
    }
    const unsure = new Set<ServiceCase>();
    yield turn.map((one) => ({
      ...one,
      run: async (session) => {
        makesAlone ||= one.makes?.surely === true && session.isAgain;
        const found = isPast() ? undefined : await one.run(session);
        if (isPast()) unsure.add(one);
        return found;
      },
    }));
    for (const one of unsure) yield inState(context, operation, { ...one, id: one.id + IN_ITS_STATE });
  }
}

function inState(context: ServiceContext, operation: Operation, one: ServiceCase): ServiceCase {
  const resource = madeForState(context, operation);
  if (resource !== undefined) return { ...one, makes: { resource, count: 1, surely: true, beside: true } };
  const isOwn = context.states.get(operation.id)?.made !== undefined;
  return isOwn && one.makes !== undefined ? { ...one, makes: { ...one.makes, beside: true } } : one;
}
