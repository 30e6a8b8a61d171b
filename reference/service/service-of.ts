import { eksService } from "./eks/eks-reference.ts";
import { asObject } from "./model/document.ts";
import { readModel } from "./model/read-model.ts";
import type { Service } from "./service-call.ts";
import type { ServedService } from "./served-service.ts";
import { readTable } from "./table/read-table.ts";
import { readWorld } from "./table/read-world.ts";

/** Read once: it is data, and takes a tenth of a second. */
let eks: Service | undefined;

/** What is served of a service: all of EKS, or what a document and a table say. */
export function serviceOf(spec: "eks" | ServedService): Service {
  if (spec === "eks") return (eks ??= eksService());
  const document = asObject(spec.document);
  if (spec.table === undefined) return eksService(document);
  const table = readTable(spec.table);
  const named = document["x-signing-name"];
  const signingName = typeof named === "string" ? named : "eks";
  return {
    operations: readModel(document),
    table,
    world: readWorld(spec.table, table, signingName),
    signingName,
  };
}
