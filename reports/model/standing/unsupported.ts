import type { RunRecord, UnsupportedResult } from "#suites/record/record.ts";

/** What the contract says and no run judges, each with the operations concerned that were asked for. */
export function unsupportedIn({
  contract,
  operations,
}: Pick<RunRecord, "contract" | "operations">): UnsupportedResult[] {
  const notAsked = new Set(operations.filter(({ verdict }) => verdict === "disabled").map(({ id }) => id));
  return unsupportedOfAsked(contract.unsupported ?? [], (id) => !notAsked.has(id));
}

export function unsupportedOfAsked(
  all: readonly UnsupportedResult[],
  isAsked: (operation: string) => boolean,
): UnsupportedResult[] {
  return all
    .map(({ what, operations }) => ({ what, operations: operations.filter(isAsked) }))
    .filter(({ operations }) => operations.length > 0);
}
