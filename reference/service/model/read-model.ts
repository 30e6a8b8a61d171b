import { valueText } from "#reference/value-text.ts";
import { asArray, asObject, type Document } from "./document.ts";
import type { ModelError, Operation, Pages } from "./operation.ts";
import { readInputMembers } from "./read-input-members.ts";
import { readShape, resolved, type Components } from "./read-shape.ts";

const METHODS = ["get", "put", "post", "delete", "patch", "head", "options"];

/** The operations of an OpenAPI 3.1 document of a restJson1 service: references lead to its schemas, or are followed already. */
export function readModel(document: Document): Operation[] {
  const { schemas, parameters: sharing } = asObject(document["components"]);
  const [components, named] = [asObject(schemas), asObject(sharing)];
  const parametersOf = (written: Document): Document[] =>
    asArray(written["parameters"]).map((one) => resolved(asObject(one), named));
  return Object.entries(asObject(document["paths"])).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      if (asObject(item)[method] === undefined) return [];
      const written = asObject(asObject(item)[method]);
      const parameters = [...parametersOf(asObject(item)), ...parametersOf(written)];
      return [readOperation({ path, method }, { ...written, parameters }, components)];
    }),
  );
}

interface OperationEntry {
  readonly path: string;
  readonly method: string;
}

function readOperation({ path, method }: OperationEntry, written: Document, components: Components): Operation {
  const responses = Object.entries(asObject(written["responses"]));
  const [segments = "", ...query] = path.split("?");
  const success = responses.find(([status]) => status.startsWith("2"));
  return {
    name: valueText(written["operationId"]),
    method: method.toUpperCase(),
    segments: segments.split("/").slice(1),
    query: query.join("?"),
    input: readInputMembers(written, components),
    status: Number(success?.[0] ?? 200),
    anySuccess: asObject(success?.[1])["x-status-member"] !== undefined,
    output: success === undefined ? undefined : bodyOf(success[1], components),
    errors: responses
      .filter(([status]) => !status.startsWith("2"))
      .flatMap(([status, response]) => errorsOf(Number(status), response, components)),
    pages: pagesOf(written["x-pages"]),
  };
}

function schemaOf(response: unknown): Document | undefined {
  const content = asObject(asObject(response)["content"])["application/json"];
  return content === undefined ? undefined : asObject(asObject(content)["schema"]);
}

function bodyOf(response: unknown, components: Components): Operation["output"] {
  const schema = schemaOf(response);
  return schema === undefined ? undefined : readShape(schema, components);
}

/** An error is called as it says itself, or else as its component. */
function errorsOf(status: number, response: unknown, components: Components): ModelError[] {
  const schema = schemaOf(response) ?? {};
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  const each = alternatives === undefined ? [schema] : asArray(alternatives).map(asObject);
  return each.map((one) => {
    const code = resolved(one, components)["x-error"] ?? componentName(one, components);
    return { code: valueText(code), status, shape: readShape(one, components) };
  });
}

/** A reference that was followed already leads to the very object of the component. */
function componentName(schema: Document, components: Components): string | undefined {
  const reference = schema["$ref"];
  if (typeof reference === "string") return reference.split("/").at(-1);
  return Object.keys(components).find((name) => components[name] === schema);
}

function pagesOf(written: unknown): Pages | undefined {
  if (written === undefined) return undefined;
  const { inputToken, outputToken, items, pageSize } = asObject(written);
  return {
    inputToken: valueText(inputToken),
    outputToken: pointerOf(valueText(outputToken)),
    items: pointerOf(valueText(items)),
    pageSize: typeof pageSize === "string" ? pageSize : undefined,
  };
}

/** The pointer of a path whose steps stand between dots. */
function pointerOf(path: string): string {
  return path === "" ? "" : `/${path.replaceAll(".", "/")}`;
}
