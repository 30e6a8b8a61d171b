import { plainText } from "#spec/json/plain-text.ts";
import { createHash } from "node:crypto";
import type { OpenAPIV3_1 } from "openapi-types";
import { kebab } from "#spec/derived/constraint.ts";
import type { Authority } from "#spec/requirement.ts";
import { parseContractText, type ContractText } from "./reading/contract-text.ts";
import { DereferencedDocument } from "./reading/dereference.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Operation } from "./operation.ts";
import { inFew, NAME_FORMS, nameOf } from "./reading/name-forms.ts";
import { readOperation, type OperationNode } from "./reading/read-operation.ts";

/** A contract document, checked and dereferenced. */
export interface Contract {
  /** Every `$ref` is replaced by what it points to. */
  readonly document: OpenAPIV3_1.Document;
  readonly title: string;
  readonly version: string;
  /** What requests are signed for: `x-signing-name` of the document, or else `eks`. */
  readonly signingName: string;
  /** As given to `parseContract`. */
  readonly file: string;
  /** Of the document's text, in hexadecimal. */
  readonly sha256: string;
  /** Who speaks where a keyword has no trace of its own. */
  readonly authority: Extract<Authority, "docs" | "model">;
  readonly operations: ReadonlyMap<string, Operation>;
  /** What the model that the document was made from says and the suite can't do, operation by operation. */
  readonly unsupported: readonly Unsupported[];
  /** Operations of that model that can't be called at all: none of them is among `operations`. */
  readonly leftOut: readonly LeftOut[];
  /** The operation with this operationId; throws a ContractError when the document has none. */
  operation(id: string): Operation;
  /** The line that a keyword of a schema of this contract is written on: 1-based number and text. */
  excerpt(schema: object, keyword: string): { readonly line: number; readonly quote: string };
}

export interface Unsupported {
  readonly operation: string;
  readonly what: string;
}

export interface LeftOut {
  /** Its name, as an operationId would have it. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly reason: string;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Reads an OpenAPI 3.1 document in YAML or JSON. Throws a ContractError, one clear line, at the first problem. */
export function parseContract(text: string, file: string): Contract {
  return contractOf(parseContractText(text, file), createHash("sha256").update(text).digest("hex"));
}

/** Reads a parsed document; `sha256` is that of what it was read from. Throws as `parseContract` does. */
export function contractOf(source: ContractText, sha256: string): Contract {
  const root = checkRoot(source);
  const document = new DereferencedDocument(source);
  const operations = new Map<string, Operation>();
  for (const entry of operationEntries(document)) operations.set(entry.id, readOperation(document, entry));
  return {
    document: document.value as unknown as OpenAPIV3_1.Document,
    ...root,
    file: source.file,
    sha256,
    operations,
    operation: (id) => operations.get(id) ?? missing(source, id),
    excerpt: (schema, keyword) => document.excerpt(schema, keyword),
  };
}

function missing(source: ContractText, id: string): never {
  throw source.problem("/paths", `no operation ${id}`, "describe it, or leave out what needs it");
}

function checkRoot(
  source: ContractText,
): Pick<Contract, "title" | "version" | "signingName" | "authority" | "unsupported" | "leftOut"> {
  const root = source.value;
  if (!isJsonObject(root)) throw source.problem("", "not an object", "give an OpenAPI 3.1 document");
  const { openapi, info, paths } = root;
  if (typeof openapi !== "string" || !/^3\.1\.\d+/.test(openapi)) {
    const found = openapi === undefined ? "no openapi version" : `openapi ${JSON.stringify(openapi)}`;
    throw source.problem("/openapi", found, 'convert the document to OpenAPI 3.1 and say openapi: "3.1.1"');
  }
  if (!isJsonObject(info) || typeof info["title"] !== "string" || typeof info["version"] !== "string") {
    throw source.problem("/info", "no title or version", "give info a title and a version, both strings");
  }
  if (!isJsonObject(paths)) throw source.problem("/paths", "no paths", "describe the operations under paths");
  return {
    title: info["title"],
    version: info["version"],
    signingName: signingNameOf(source, root["x-signing-name"]),
    authority: root["x-authority"] === "model" ? "model" : "docs",
    unsupported: readUnsupported(source, root["x-unsupported"]),
    leftOut: readLeftOut(source, root["x-left-out"]),
  };
}

/** It becomes part of signatures, and of commands that make them. */
function signingNameOf(source: ContractText, name: JsonValue = "eks"): string {
  const { form, noun } = NAME_FORMS.signing;
  if (typeof name === "string" && form.test(name)) return name;
  throw source.problem("/x-signing-name", `${inFew(name)} cannot be signed for`, `give ${noun}`);
}

function readLeftOut(source: ContractText, list: JsonValue = []): LeftOut[] {
  const entries = Array.isArray(list) ? list : [list];
  return entries.map((entry, index) => {
    const { id, method, path, reason } = isJsonObject(entry) ? entry : {};
    const [name, verb, at] = [plainText(id), plainText(method), plainText(path)];
    const { operation, header, path: onWire } = NAME_FORMS;
    if (operation.form.test(name) && header.form.test(verb) && onWire.form.test(at)) {
      return { id: name, method: verb, path: at, reason: plainText(reason) };
    }
    throw source.problem(`/x-left-out/${index}`, "no operation", "give it an id, a method and a path");
  });
}

function readUnsupported(source: ContractText, list: JsonValue = []): Unsupported[] {
  const entries = Array.isArray(list) ? list : [list];
  return entries.flatMap((entry, index) => {
    const { what, operations } = isJsonObject(entry) ? entry : {};
    return (Array.isArray(operations) ? operations : [operations]).map((operation) => {
      if (typeof operation === "string" && NAME_FORMS.operation.form.test(operation)) {
        return { operation, what: plainText(what) };
      }
      throw source.problem(`/x-unsupported/${index}`, "no list of operations", "name the operations concerned");
    });
  });
}

function operationEntries(document: DereferencedDocument): OperationNode[] {
  const entries: OperationNode[] = [];
  const paths = (document.value as JsonObject)["paths"] as JsonObject;
  for (const [path, pathItem] of Object.entries(paths)) {
    nameOf(document, "path", path, { holder: paths, key: path });
    if (!isJsonObject(pathItem)) throw document.problem(paths, path, "not a path item", "give it an object");
    for (const method of METHODS) {
      if (pathItem[method] === undefined) continue;
      const { node, id } = identify(document, pathItem, method);
      if (entries.some((entry) => entry.id === id)) {
        throw document.problem(node, "operationId", `operationId ${id} is given twice`, "make them differ");
      }
      const [template = "", ...query] = path.split("?");
      entries.push({
        path: template,
        query: query.join("?"),
        method,
        pathItem,
        node,
        id,
        prefix: requirementPrefix(id),
      });
    }
  }
  return entries;
}

function identify(
  document: DereferencedDocument,
  pathItem: JsonObject,
  method: string,
): { node: JsonObject; id: string } {
  const node = pathItem[method];
  if (!isJsonObject(node) || typeof node["operationId"] !== "string") {
    throw document.problem(
      pathItem,
      method,
      "an operation without operationId",
      "give it one, such as RegisterCluster",
    );
  }
  return { node, id: nameOf(document, "operation", node["operationId"], { holder: node, key: "operationId" }) };
}

/** The verb where the resource is the cluster, so RegisterCluster is `register`; DescribeUpdate is `describe-update`. */
function requirementPrefix(id: string): string {
  return kebab(/^(.+?)Clusters?$/.exec(id)?.[1] ?? id);
}
