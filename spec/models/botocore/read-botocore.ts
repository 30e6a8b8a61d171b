import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { listAt, numberAt, objectAt, objectsIn, textAt } from "#spec/models/json-members.ts";
import { modelError } from "#spec/models/model-error.ts";
import type { ModelOperation, ServiceModel } from "#spec/models/service-model.ts";
import { botocoreShapes } from "./shapes.ts";
import { botocoreWaiters } from "./waiters.ts";

/** An entry of `paginators-1.json`. Several tokens side by side are left out: no restJson1 service needs them. */
function botocorePages(entry: JsonObject): Pick<ModelOperation, "pages"> {
  const inputToken = textAt(entry, "input_token");
  const outputToken = textAt(entry, "output_token");
  if (inputToken === undefined || outputToken === undefined) return {};
  return {
    pages: { inputToken, outputToken, items: textAt(entry, "result_key"), pageSize: textAt(entry, "limit_key") },
  };
}

/** botocore's files on one service, parsed; the last two are empty objects where they are not there. */
export interface BotocoreFiles {
  readonly service: JsonObject;
  readonly paginators: JsonObject;
  readonly waiters: JsonObject;
}

/** Reads botocore's `service-2.json`. Throws a ContractError, which names the protocol, where it is not restJson1. */
export function readBotocore({ service, paginators, waiters }: BotocoreFiles, file: string): ServiceModel {
  const metadata = objectAt(service, "metadata");
  const protocol = textAt(metadata, "protocol") ?? "of no name";
  if (protocol !== "rest-json" && !listAt(metadata, "protocols").includes("rest-json")) {
    throw modelError(file, "/metadata/protocol", `the protocol is ${protocol}`);
  }
  return {
    title: textAt(metadata, "serviceFullName") ?? "a service",
    version: textAt(metadata, "apiVersion") ?? "",
    signingName: textAt(metadata, "signingName") ?? textAt(metadata, "endpointPrefix"),
    operations: objectsIn(objectAt(service, "operations")).map(([name, operation]) => ({
      ...readOperation(name, operation, file),
      ...botocorePages(objectAt(objectAt(paginators, "pagination"), name)),
      waiters: botocoreWaiters(objectAt(waiters, "waiters"), name),
      unsupported: unsupportedOf(operation),
    })),
    shapes: botocoreShapes(objectAt(service, "shapes"), file),
  };
}

function readOperation(
  name: string,
  operation: JsonObject,
  file: string,
): Omit<ModelOperation, "pages" | "waiters" | "unsupported"> {
  const http = objectAt(operation, "http");
  const method = textAt(http, "method");
  const uri = textAt(http, "requestUri");
  const errors = listAt(operation, "errors").map((error) => (isJsonObject(error) ? textAt(error, "shape") : undefined));
  const problem = (what: string) => modelError(file, `/operations/${name}`, what);
  if (method === undefined || uri === undefined) throw problem("an operation without a method and a path");
  if (!errors.every((error) => error !== undefined)) throw problem("an error that names no shape");
  return {
    name,
    method,
    uri,
    status: numberAt(http, "responseCode") ?? 200,
    input: textAt(objectAt(operation, "input"), "shape"),
    output: textAt(objectAt(operation, "output"), "shape"),
    errors,
  };
}

function unsupportedOf(operation: JsonObject): string[] {
  const prefix = textAt(objectAt(operation, "endpoint"), "hostPrefix");
  const checksum = operation["httpChecksumRequired"] === true || operation["httpChecksum"] !== undefined;
  return [
    ...(prefix === undefined ? [] : [`the endpoint's prefix ${prefix} is not sent`]),
    ...(checksum ? ["no checksum of the body is sent"] : []),
    ...(operation["requestcompression"] === undefined ? [] : ["bodies are not compressed"]),
  ];
}
