import { checkSchema } from "./check-schema.ts";
import { withoutFarLimits } from "#spec/contract/far-limits.ts";
import type { DereferencedDocument } from "./dereference.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { InputMember, Operation } from "#spec/contract/operation.ts";
import { readBody, bodyMembers, readPayload } from "./read-body.ts";
import { readPages, readWaiters } from "./read-pages.ts";
import { readParameters } from "./read-parameters.ts";
import { readErrors, readSuccess } from "./read-responses.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** An operation as it stands in the document. */
export interface OperationNode {
  /** Path template. */
  readonly path: string;
  /** What always stands in the query. */
  readonly query: string;
  /** Lower case, as OpenAPI has it. */
  readonly method: string;
  readonly pathItem: JsonObject;
  readonly node: JsonObject;
  readonly id: string;
  /** First segment of its requirement ids. */
  readonly prefix: string;
}

/** Reads one operation of a dereferenced document. Throws a ContractError where it cannot be understood. */
export function readOperation(document: DereferencedDocument, entry: OperationNode): Operation {
  const bound = readParameters(document, entry);
  const payload = readPayload(document, entry.node);
  const body = payload === undefined ? readBody(document, entry.node) : undefined;
  const inBody = body === undefined ? [] : bodyMembers(document, body, bound);
  const elsewhere = payload === undefined ? bound : [...bound, payload];
  return {
    id: entry.id,
    prefix: entry.prefix,
    method: entry.method.toUpperCase(),
    path: entry.path,
    query: entry.query,
    members: [...elsewhere, ...inBody],
    input: withoutFarLimits(inputSchema(document, entry.node, body, elsewhere)),
    success: readSuccess(document, entry.node),
    errors: readErrors(document, entry.node),
    pages: readPages(document, entry.node),
    waiters: readWaiters(document, entry.node),
    ...featureOf(entry.node),
  };
}

function featureOf(node: JsonObject): Pick<Operation, "feature"> {
  const feature = node["x-feature"];
  return typeof feature === "string" ? { feature } : {};
}

/** The body's own schema where it is the whole input, so that its keywords stay where they are written. */
function inputSchema(
  document: DereferencedDocument,
  node: JsonObject,
  body: JsonObject | undefined,
  bound: readonly InputMember[],
): JsonSchema {
  if (body !== undefined && bound.length === 0) return body as JsonSchema;
  // Without a body there is no schema to hold the traces of the input as a whole, so the operation does.
  const { properties = {}, required = [], ...rest } = (body ?? { "x-trace": node["x-trace"] ?? {} }) as JsonSchema;
  const input: JsonSchema = {
    ...rest,
    type: "object",
    properties: { ...Object.fromEntries(bound.map(({ name, schema }) => [name, schema])), ...properties },
    required: [...bound.filter((member) => member.required).map(({ name }) => name), ...required],
  };
  document.adopt(input, body ?? node);
  checkSchema(document, input as JsonObject, "request");
  return input;
}
