import { readFileSync } from "node:fs";
import type { ReferenceDependencies, ReferenceOptions } from "#reference/server/options.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { asObject, type Document } from "#reference/service/model/document.ts";
import { readModel } from "#reference/service/model/read-model.ts";
import type { Service } from "#reference/service/service-call.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { readTableValue } from "#reference/service/table/read-table.ts";
import { EKS_WORLD } from "./eks-world.ts";

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
  return readFileSync(new URL(`../../../spec/${name}`, import.meta.url), "utf8");
}
