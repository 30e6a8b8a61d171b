import { loadBundledContract } from "#spec/contract/load.ts";
import type { Pages } from "#spec/contract/operation.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";
import { OPERATIONS } from "./registered-cluster.ts";

/** How clusters are listed in pages. */
export function clusterPages(): Required<Pick<Pages, "inputToken" | "outputToken" | "pageSize">> {
  const { inputToken, outputToken, pageSize } = loadBundledContract().operation(OPERATIONS.list).pages ?? {};
  if (inputToken !== undefined && outputToken !== undefined && pageSize !== undefined) {
    return { inputToken, outputToken, pageSize };
  }
  throw new Error(`the contract does not say how ${OPERATIONS.list} answers in pages`);
}

/** The member of a registration that makes it one of a kind. */
export function tokenMember(): string {
  const token = tokenMemberOf(loadBundledContract().operation(OPERATIONS.register));
  if (token === undefined) throw new Error(`the contract gives ${OPERATIONS.register} no idempotency token`);
  return token;
}
