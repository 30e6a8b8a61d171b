import { checkSchema } from "./check-schema.ts";
import { withoutFarLimits } from "./far-limits.ts";
import type { DereferencedDocument } from "./dereference.ts";
import { isJsonObject, type JsonObject } from "../json/json.ts";
import { jsonContentSchema } from "./json-content.ts";
import type { InputMember, Operation } from "./operation.ts";
import { readErrors, readSuccess } from "./read-responses.ts";
import type { JsonSchema } from "./schema.ts";

/** An operation as it stands in the document. */
export interface OperationSite {
  /** Path template. */
  readonly path: string;
  /** Lower case, as OpenAPI has it. */
  readonly method: string;
  readonly pathItem: JsonObject;
  readonly node: JsonObject;
  readonly id: string;
  /** First segment of its requirement ids. */
  readonly prefix: string;
}

/** Reads one operation of a dereferenced document. Throws a ContractError where it cannot be understood. */
export function readOperation(document: DereferencedDocument, site: OperationSite): Operation {
  const bound = readParameters(document, site);
  const body = readBody(document, site.node);
  const inBody = body === undefined ? [] : bodyMembers(document, body, bound);
  return {
    id: site.id,
    prefix: site.prefix,
    method: site.method.toUpperCase(),
    path: site.path,
    members: [...bound, ...inBody],
    input: withoutFarLimits(inputSchema(document, site.node, body, bound)),
    success: readSuccess(document, site.node),
    errors: readErrors(document, site.node),
  };
}

function readParameters(document: DereferencedDocument, { pathItem, node, path }: OperationSite): InputMember[] {
  const own = parametersOf(node);
  const overridden = (shared: JsonObject) =>
    own.some(({ name, in: at }) => name === shared["name"] && at === shared["in"]);
  const declared = [...parametersOf(pathItem).filter((shared) => !overridden(shared)), ...own];
  const members = declared.flatMap((parameter) => readParameter(document, parameter));
  const twice = members.find(({ name }, index) => members.findIndex((member) => member.name === name) !== index);
  if (twice !== undefined) {
    throw document.fault(node, "parameters", `the parameter ${twice.name} is given twice`, "rename one");
  }
  for (const [, label = ""] of path.matchAll(/\{([^}]+)\}/g)) {
    if (members.some((member) => member.in === "path" && member.name === label)) continue;
    throw document.fault(node, "parameters", `no path parameter for {${label}}`, "describe it");
  }
  return members;
}

function parametersOf(carrier: JsonObject): JsonObject[] {
  return Array.isArray(carrier["parameters"]) ? carrier["parameters"].filter(isJsonObject) : [];
}

const DEFAULT_STYLE = { path: "simple", query: "form" } as const;

function readParameter(document: DereferencedDocument, parameter: JsonObject): InputMember[] {
  const { name, in: location, schema, style, explode } = parameter;
  if (typeof name !== "string") throw document.fault(parameter, undefined, "a parameter has no name", "name it");
  // The signer writes these, so documents that list them add nothing to an operation's input.
  if (location === "header" && /^x-amz-/i.test(name)) return [];
  if (location !== "path" && location !== "query") {
    throw document.fault(parameter, "in", `parameter ${name} is in ${String(location)}`, "bind it to path or query");
  }
  if (!isJsonObject(schema)) {
    throw document.fault(parameter, undefined, `parameter ${name} has no schema`, "give it one");
  }
  if ((style ?? DEFAULT_STYLE[location]) !== DEFAULT_STYLE[location] || (location === "query" && explode === false)) {
    throw document.fault(
      parameter,
      undefined,
      `parameter ${name} has a style of its own`,
      "leave style and explode out",
    );
  }
  const required = location === "path" || parameter["required"] === true;
  return [{ name, in: location, required, schema: schema as JsonSchema }];
}

function readBody(document: DereferencedDocument, node: JsonObject): JsonObject | undefined {
  const request = node["requestBody"];
  if (request === undefined) return undefined;
  const schema = jsonContentSchema(request);
  if (schema === undefined) {
    throw document.fault(node, "requestBody", "no schema for application/json", "describe the body under that type");
  }
  checkSchema(document, schema, "request");
  if (schema["type"] !== "object" || !isJsonObject(schema["properties"])) {
    throw document.fault(schema, undefined, "the body is not an object with properties", "restJson1 bodies are");
  }
  return schema;
}

function bodyMembers(document: DereferencedDocument, body: JsonObject, bound: readonly InputMember[]): InputMember[] {
  const { properties = {}, required = [] } = body as JsonSchema;
  return Object.entries(properties).map(([name, schema]) => {
    if (bound.some((member) => member.name === name)) {
      throw document.fault(body, "properties", `${name} is a parameter too`, "bind each member to one place");
    }
    return { name, in: "body" as const, required: required.includes(name), schema };
  });
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
