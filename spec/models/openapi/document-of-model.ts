import type { JsonObject } from "../../json/json.ts";
import type { ModelOperation, ServiceModel } from "../service-model.ts";
import { note, type Conversion } from "./conversion.ts";
import { operationObject } from "./operation-object.ts";
import { recursiveStructures } from "./recursive-structures.ts";

/** Where a model was taken from, for whoever reads the document. */
export type Provenance = Readonly<Record<string, string>>;

/** A service's model as an OpenAPI 3.1 document; its extensions are listed at the head of spec/openapi.yaml. */
export function documentOfModel(model: ServiceModel, provenance: Provenance): JsonObject {
  const conversion: Conversion = {
    model,
    recursive: recursiveStructures(model),
    components: new Map(),
    unsupported: new Map(),
  };
  const paths: JsonObject = {};
  for (const operation of model.operations) addOperation(conversion, operation, paths);
  const components = [...conversion.components].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    openapi: "3.1.1",
    info: { title: model.title, version: model.version },
    "x-authority": "model",
    ...(model.signingName === undefined ? {} : { "x-signing-name": model.signingName }),
    "x-source": { ...provenance },
    "x-unsupported": [...conversion.unsupported].map(([what, operations]) => ({ what, operations: [...operations] })),
    paths,
    components: { schemas: Object.fromEntries(components) },
  };
}

function addOperation(conversion: Conversion, operation: ModelOperation, paths: JsonObject): void {
  const site = { operation: operation.name };
  const stream = streamOf(conversion.model, operation);
  if (stream !== undefined) {
    note(conversion, site, `left out: its ${stream} is a stream of events`);
    return;
  }
  for (const what of operation.unsupported) note(conversion, site, what);
  const pathItem = (paths[operation.uri] ??= {}) as JsonObject;
  pathItem[operation.method.toLowerCase()] = operationObject(conversion, operation);
}

function streamOf({ shapes }: ServiceModel, { input, output }: ModelOperation): "input" | "output" | undefined {
  const streams = (key: string | undefined): boolean =>
    (shapes.get(key ?? "")?.members ?? []).some(({ shape }) => shapes.get(shape)?.eventStream === true);
  if (streams(input)) return "input";
  return streams(output) ? "output" : undefined;
}
