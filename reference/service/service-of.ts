import { asObject, type Document } from "./model/document.ts";
import { readModel } from "./model/read-model.ts";
import type { Service } from "./service-call.ts";
import type { ServedService } from "./served-service.ts";
import { readTable, readTableValue } from "./table/read-table.ts";
import { readWorld } from "./table/read-world.ts";
import { readFileSync } from "node:fs";
import type { ReferenceDependencies, ReferenceOptions } from "#reference/server/options.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { createServiceReference } from "./service-reference.ts";
import { EKS_WORLD } from "./eks/eks-world.ts";

/** EKS by the resource table that comes with the package, and by its model unless another one is given. */
export function eksService(document: Document = asObject(JSON.parse(packaged("eks/openapi.json")))): Service {
  return {
    operations: readModel(document),
    table: readTableValue(JSON.parse(packaged("built/resources.json"))),
    world: EKS_WORLD,
    signingName: "eks",
  };
}

/** A server of all of EKS. Throws on `auth` without credentials. */
export function createEksReference(options: ReferenceOptions & ReferenceDependencies = {}): Reference {
  return createServiceReference(eksService(), options);
}

function packaged(name: string): string {
  return readFileSync(new URL(`../../spec/${name}`, import.meta.url), "utf8");
}

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
