import type { ContractError } from "#spec/contract/contract-error.ts";
import type { Pages } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { listAt, numberAt, objectAt, textAt } from "#spec/models/json-members.ts";
import { modelError } from "#spec/models/model-error.ts";
import type { ModelOperation } from "#spec/models/service-model.ts";
import { has, shortName, targetOf, traitsAt } from "./shape-ids.ts";
import { smithyWaiters } from "./waiters.ts";

const LIFECYCLE = ["put", "create", "read", "update", "delete", "list"] as const;

/** The shapes as a file has them. */
interface WrittenShapes {
  readonly shapes: JsonObject;
  readonly file: string;
}

/** What a resource has, once it is read: many may name it. */
type ReadResources = Map<string, readonly string[]>;

/** Ids of the operations of a service or resource, those of its resources included. Throws on a resource within itself. */
export function operationIds(
  holder: JsonObject,
  written: WrittenShapes,
  within: readonly string[] = [],
  read: ReadResources = new Map(),
): string[] {
  const own = LIFECYCLE.flatMap((name) => textAt(objectAt(holder, name), "target") ?? []);
  const listed = [...listAt(holder, "operations"), ...listAt(holder, "collectionOperations")].flatMap(targets);
  const below = listAt(holder, "resources")
    .flatMap(targets)
    .flatMap((id) => {
      if (within.includes(id)) throw problemOf(written, id, "a resource within itself");
      const known = read.get(id);
      if (known !== undefined) return known;
      const ids = operationIds(shapeOfType(written, id, "resource"), written, [...within, id], read);
      read.set(id, ids);
      return ids;
    });
  return [...new Set([...own, ...listed, ...below])];
}

/**
 * An operation of a Smithy model; errors and pages that its service has for all count too. Throws a ContractError where
 * the model does not have it, or does not say how HTTP carries it.
 */
export function readSmithyOperation(id: string, service: JsonObject, written: WrittenShapes): ModelOperation {
  const operation = shapeOfType(written, id, "operation");
  const http = objectAt(traitsAt(operation), "smithy.api#http");
  const method = textAt(http, "method");
  const uri = textAt(http, "uri");
  if (method === undefined || uri === undefined)
    throw problemOf(written, id, "an operation without a method and a path");
  return {
    name: shortName(id),
    method,
    uri,
    status: numberAt(http, "code") ?? 200,
    input: targetOf(objectAt(operation, "input")),
    output: targetOf(objectAt(operation, "output")),
    errors: [...new Set([operation, service].flatMap((holder) => listAt(holder, "errors").flatMap(targets)))],
    pages: pagesOf(operation, service),
    waiters: smithyWaiters(operation),
    unsupported: unsupportedOf(operation),
  };
}

function shapeOfType(written: WrittenShapes, id: string, type: "operation" | "resource"): JsonObject {
  const shape = objectAt(written.shapes, id);
  if (shape["type"] !== type) throw problemOf(written, id, `named as ${WITH_ARTICLE[type]}, which the model has not`);
  return shape;
}

const WITH_ARTICLE = { operation: "an operation", resource: "a resource" } as const;

function problemOf({ file }: WrittenShapes, id: string, what: string): ContractError {
  return modelError(file, `/shapes/${id}`, what);
}

function targets(reference: unknown): string[] {
  const target = isJsonObject(reference) ? textAt(reference, "target") : undefined;
  return target === undefined ? [] : [target];
}

function pagesOf(operation: JsonObject, service: JsonObject): Pages | undefined {
  if (!has(operation, "paginated")) return undefined;
  const trait = { ...objectAt(traitsAt(service), PAGINATED), ...objectAt(traitsAt(operation), PAGINATED) };
  const inputToken = textAt(trait, "inputToken");
  const outputToken = textAt(trait, "outputToken");
  if (inputToken === undefined || outputToken === undefined) return undefined;
  return { inputToken, outputToken, items: textAt(trait, "items"), pageSize: textAt(trait, "pageSize") };
}

const PAGINATED = "smithy.api#paginated";

function unsupportedOf(operation: JsonObject): string[] {
  const traits = traitsAt(operation);
  const prefix = textAt(objectAt(traits, "smithy.api#endpoint"), "hostPrefix");
  const checksum = has(operation, "httpChecksumRequired") || traits["aws.protocols#httpChecksum"] !== undefined;
  return [
    ...(prefix === undefined ? [] : [`the endpoint's prefix ${prefix} is not sent`]),
    ...(checksum ? ["no checksum of the body is sent"] : []),
    ...(has(operation, "requestCompression") ? ["bodies are not compressed"] : []),
  ];
}
