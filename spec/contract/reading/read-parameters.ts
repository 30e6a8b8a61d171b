import { plainText } from "#spec/json/plain-text.ts";
import type { DereferencedDocument } from "./dereference.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { nameOf } from "./name-forms.ts";
import type { InputBinding, InputMember } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** What of an operation its parameters are read from. */
interface ParameterHolder {
  readonly path: string;
  readonly pathItem: JsonObject;
  readonly node: JsonObject;
}

/** The members of an operation's input that stand in the path, the query and the headers. */
export function readParameters(
  document: DereferencedDocument,
  { pathItem, node, path }: ParameterHolder,
): InputMember[] {
  const own = parametersOf(node);
  const overridden = (shared: JsonObject) =>
    own.some(({ name, in: at }) => name === shared["name"] && at === shared["in"]);
  const declared = [...parametersOf(pathItem).filter((shared) => !overridden(shared)), ...own];
  const members = declared.flatMap((parameter) => readParameter(document, parameter));
  const twice = members.find(({ name }, index) => members.findIndex((member) => member.name === name) !== index);
  if (twice !== undefined) {
    throw document.problem(node, "parameters", `the parameter ${twice.name} is given twice`, "rename one");
  }
  for (const [, label = ""] of path.matchAll(/\{([^}]+?)\+?\}/g)) {
    if (members.some((member) => member.in === "path" && member.wireName === label)) continue;
    throw document.problem(node, "parameters", `no path parameter for {${label}}`, "describe it");
  }
  return members;
}

function parametersOf(carrier: JsonObject): JsonObject[] {
  return Array.isArray(carrier["parameters"]) ? carrier["parameters"].filter(isJsonObject) : [];
}

const DEFAULT_STYLE = { path: "simple", query: "form", header: "simple" } as const;

function readParameter(document: DereferencedDocument, parameter: JsonObject): InputMember[] {
  const { name, in: where, schema, style, explode, "x-member": member = name } = parameter;
  if (typeof name !== "string") throw document.problem(parameter, undefined, "a parameter has no name", "name it");
  // The signer writes these, so documents that list them add nothing to an operation's input.
  if (where === "header" && /^x-amz-/i.test(name) && parameter["x-member"] === undefined) return [];
  if (where !== "path" && where !== "query" && where !== "header") {
    const mend = "bind it to path, query or header";
    throw document.problem(parameter, "in", `parameter ${name} is in ${plainText(where)}`, mend);
  }
  if (!isJsonObject(schema)) {
    throw document.problem(parameter, undefined, `parameter ${name} has no schema`, "give it one");
  }
  if ((style ?? DEFAULT_STYLE[where]) !== DEFAULT_STYLE[where] || (where === "query" && explode === false)) {
    throw document.problem(
      parameter,
      undefined,
      `parameter ${name} has a style of its own`,
      "leave style and explode out",
    );
  }
  const required = where === "path" || parameter["required"] === true;
  const at = bindingOf(where, parameter, schema);
  // The prefix of no characters takes every header.
  const isWhole = at !== "prefix-headers" || name !== "";
  if (isWhole) nameOf(document, where === "header" ? "header" : "member", name, { holder: parameter, key: "name" });
  const known = nameOf(document, "member", plainText(member), { holder: parameter, key: "x-member" });
  return [{ name: known, in: at, wireName: name, required, schema: schema as JsonSchema, parameter }];
}

/** An object in the query is a map whose entries are parameters, as OpenAPI's style form has it. */
function bindingOf(where: "path" | "query" | "header", parameter: JsonObject, schema: JsonObject): InputBinding {
  if (where === "query" && schema["type"] === "object") return "query-params";
  return where === "header" && parameter["x-prefix"] === true ? "prefix-headers" : where;
}
