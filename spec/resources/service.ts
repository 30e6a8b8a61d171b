import type { Contract } from "#spec/contract/contract.ts";
import type { ResourceTable } from "./resource-table.ts";

/** A service as data: its operations, and what they do to its resources. */
export interface Service {
  readonly contract: Contract;
  readonly table: ResourceTable;
}
