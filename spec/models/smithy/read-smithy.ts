import type { JsonObject } from "#spec/json/json.ts";
import { objectAt, objectsIn, textAt } from "#spec/models/json-members.ts";
import { modelError } from "#spec/models/model-error.ts";
import type { ServiceModel } from "#spec/models/service-model.ts";
import { operationIds, readSmithyOperation } from "./operations.ts";
import { shortName, traitsAt } from "./shape-ids.ts";
import { smithyShapes } from "./shapes.ts";

/** Reads a Smithy 2.0 model, JSON AST. Throws a ContractError, which names the protocol, where it is not restJson1. */
export function readSmithy(model: JsonObject, file: string): ServiceModel {
  const shapes = objectAt(model, "shapes");
  const services = objectsIn(shapes).filter(([, shape]) => shape["type"] === "service");
  const [found] = services;
  if (found === undefined) throw modelError(file, "/shapes", "the model has no service");
  if (services.length > 1) {
    const names = services.map(([id]) => shortName(id)).join(", ");
    throw modelError(file, "/shapes", `the model has several services: ${names}`, "give a model of one");
  }
  const [id, service] = found;
  checkProtocol(id, service, file);
  return {
    title: textAt(traitsAt(service), "smithy.api#title") ?? shortName(id),
    version: textAt(service, "version") ?? "",
    signingName: textAt(objectAt(traitsAt(service), "aws.auth#sigv4"), "name"),
    operations: operationIds(service, { shapes, file }).map((each) =>
      readSmithyOperation(each, service, { shapes, file }),
    ),
    shapes: smithyShapes(shapes, objectAt(service, "rename"), file),
  };
}

function checkProtocol(id: string, service: JsonObject, file: string): void {
  const protocols = Object.keys(traitsAt(service)).filter((trait) => /^(?:aws|smithy)\.protocols#/.test(trait));
  if (protocols.includes("aws.protocols#restJson1")) return;
  const named = protocols.map(shortName).join(" and ");
  throw modelError(file, `/shapes/${id}`, `the protocol is ${named === "" ? "of no name" : named}`);
}
