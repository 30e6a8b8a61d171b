import { eksService } from "./eks/eks-reference.ts";
import { asObject } from "./model/document.ts";
import { readModel } from "./model/read-model.ts";
import type { Service } from "./service-call.ts";
import { readTable } from "./table/read-table.ts";
import { readWorld } from "./table/read-world.ts";

/** A service by value: an OpenAPI 3.1 document, and its resource table in YAML. */
export interface ServedService {
  /** References within it are followed already, or lead to its schemas. */
  readonly document: unknown;
  readonly table: string;
}

/** What is served of a service: all of EKS, or what a document and a table say. */
export function serviceOf(spec: "eks" | ServedService): Service {
  if (spec === "eks") return eksService();
  const table = readTable(spec.table);
  return { operations: readModel(asObject(spec.document)), table, world: readWorld(spec.table, table) };
}
