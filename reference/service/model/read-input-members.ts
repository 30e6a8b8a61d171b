import { valueText } from "#reference/value-text.ts";
import { asArray, asObject, type Document } from "./document.ts";
import type { InputMember, MemberBinding } from "./operation.ts";
import { readShape, type Components } from "./read-shape.ts";

/** The members of an operation's input: parameters first, then those of the body. */
export function readInputMembers(operation: Document, components: Components): InputMember[] {
  const parameters = asArray(operation["parameters"]).map((one) => parameterMember(asObject(one), components));
  const body = operation["requestBody"];
  return body === undefined ? parameters : [...parameters, ...bodyMembers(asObject(body), components)];
}

function parameterMember(written: Document, components: Components): InputMember {
  const wireName = valueText(written["name"]);
  const shape = readShape(asObject(written["schema"]), components);
  return {
    name: typeof written["x-member"] === "string" ? written["x-member"] : wireName,
    required: written["required"] === true,
    shape,
    binding: bindingOf(written, wireName, shape.kind === "map"),
  };
}

function bindingOf(written: Document, name: string, isMap: boolean): MemberBinding {
  if (written["in"] === "path") return { in: "label", name };
  if (written["in"] === "query") return { in: isMap ? "query-params" : "query", name };
  return { in: written["x-prefix"] === true ? "prefix-headers" : "header", name: name.toLowerCase() };
}

function bodyMembers(body: Document, components: Components): InputMember[] {
  const [content] = Object.entries(asObject(body["content"]));
  if (content === undefined) return [];
  const [mediaType, { schema }] = [content[0], asObject(content[1])];
  const shape = readShape(asObject(schema), components);
  const payload = body["x-payload"];
  if (typeof payload === "string") {
    const binding: MemberBinding = { in: "payload", name: payload, mediaType };
    return [{ name: payload, required: body["required"] === true, shape, binding }];
  }
  return shape.members.map((member) => ({ ...member, binding: { in: "body", name: member.name } }));
}
