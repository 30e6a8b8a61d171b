import type { OperationResult } from "#suites/record/record.ts";

/** Whether a record is of a whole service, no operation of which is the one without which nothing can be said. */
export function isService({
  operations,
}: {
  readonly operations: readonly Pick<OperationResult, "resource">[];
}): boolean {
  return operations.some(({ resource }) => resource !== undefined);
}
