import { readFileSync } from "node:fs";
import type { ReferenceDependencies, ReferenceOptions } from "../../options.ts";
import type { Reference } from "../../reference.ts";
import { asObject } from "../model/document.ts";
import { readModel } from "../model/read-model.ts";
import type { Service } from "../service-call.ts";
import { createServiceReference } from "../service-reference.ts";
import { readTable } from "../table/read-table.ts";
import { EKS_WORLD } from "./eks-world.ts";

/** All of EKS, from the model and the resource table that come with the package. */
export function eksService(): Service {
  const document = JSON.parse(packaged("openapi.json")) as unknown;
  return {
    operations: readModel(asObject(document)),
    table: readTable(packaged("resources.yaml")),
    world: EKS_WORLD,
    signingName: "eks",
  };
}

/** A server of all of EKS. Throws on `auth` without credentials. */
export function createEksReference(options: ReferenceOptions & ReferenceDependencies = {}): Reference {
  return createServiceReference(eksService(), options);
}

function packaged(name: string): string {
  return readFileSync(new URL(`../../../spec/eks/${name}`, import.meta.url), "utf8");
}
