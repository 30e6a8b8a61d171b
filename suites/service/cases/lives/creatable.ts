import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Resource } from "#spec/resources/resource-table.ts";

/** The kind that is made, and what it belongs to: the shared resource of that kind, unless told. */
export interface Creatable {
  readonly resource: Resource;
  readonly creating: Operation;
  readonly parent?: MadeResource | undefined;
}
