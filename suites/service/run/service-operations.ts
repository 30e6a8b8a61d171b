import { headingOf, inOrder, NO_RESOURCE } from "#spec/resources/operation-order.ts";
import type { OperationResult } from "#suites/record/record.ts";
import { blockedBy } from "#suites/run/why-not-judged.ts";
import { missingBehind } from "#suites/service/judging/presence/missing-behind.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { NO_INPUT } from "#suites/service/judging/presence/why-not-judged-in-service.ts";

/** What a run says of each operation of the service, by resource; of those that `answered`, something was judged. */
export function serviceOperations(
  { contract, table, presence, needed }: ServiceContext,
  answered: ReadonlySet<string>,
): OperationResult[] {
  const isWhole = [...contract.operations.keys()].every((id) => needed.has(id));
  const called = [...inOrder(contract, table)].map((id) => {
    const { method, path } = contract.operation(id);
    const state = needed.has(id) ? stateOf({ table, presence, answered }, id) : NOT_SELECTED;
    return { id, method, path, ...state, resource: headingOf(table, id) };
  });
  const leftOut = contract.leftOut.map(({ id, method, path, reason }) => {
    const state = isWhole ? notCalled(reason) : NOT_SELECTED;
    return { id, method, path, ...state, resource: NO_RESOURCE };
  });
  return [...called, ...leftOut];
}

type OperationState = Pick<OperationResult, "verdict" | "reason" | "missing" | "notCalled">;

const NOT_SELECTED: OperationState = { verdict: "disabled", reason: "not selected, and nothing selected needs it" };

type OperationsSeen = Pick<ServiceContext, "table" | "presence"> & { readonly answered: ReadonlySet<string> };

/** What an operation's plain request says about it; the requirements on it may say worse. */
function stateOf(context: OperationsSeen, id: string): OperationState {
  if (context.table.inputs[id] === undefined) return notCalled(`not exercised: ${NO_INPUT}`);
  const { status, reason } = context.presence.get(id) ?? { status: "not-tried", reason: "not exercised" };
  // What has no plain request here may have answered another case.
  if (status === "not-tried" && context.answered.has(id)) return { verdict: "pass" };
  const missing = missingBehind(context, id);
  if (missing !== undefined) return blockedBy(missing);
  if (status === "not-implemented") return { verdict: status, reason };
  if (status === "no-access" || status === "unreachable") return { verdict: "inconclusive", reason };
  return status === "not-tried" ? { verdict: "not-applicable", reason } : { verdict: "pass" };
}

function notCalled(reason: string): OperationState {
  return { verdict: "not-applicable", reason, notCalled: true };
}
