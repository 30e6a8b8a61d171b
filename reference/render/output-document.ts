import type { OperationName, TagOperation } from "#reference/wire/route.ts";

/** A JSON object on its way out; members that are undefined are left out. */
export type OutputDocument = Readonly<Record<string, unknown>>;

/** Which answer a cluster is shown in. */
export type View = Exclude<OperationName, "ListClusters" | TagOperation>;
