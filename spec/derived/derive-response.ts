import { kebab } from "./constraint.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { groundsOf } from "./keyword-trace.ts";
import { answersObject, type Operation } from "#spec/contract/operation.ts";
import { series } from "#spec/prose.ts";
import { typePhrase } from "./phrase.ts";
import type { Requirement } from "#spec/requirement.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/**
 * One requirement for the body of an operation's success response, for each of its members, and for each member of
 * those members that are objects: `register.response.cluster.created-at`.
 */
export function responseRequirements(contract: Contract, operation: Operation): Requirement[] {
  const nodes = answersObject(operation) ? responseNodes(operation) : [];
  return nodes.map(({ path, schema }) => ({
    id: responseMemberId(operation, path),
    operation: operation.id,
    area: "response-shape",
    seenWhen: "member-returned",
    ...groundsOf(contract, schema, { part: "answer", keyword: schema.enum === undefined ? "type" : "enum" }),
    title: responseTitle(path, schema),
    subject: { output: path.map((name) => `/${name}`).join("") },
  }));
}

/**
 * The requirement that a violation of the success response's schema, at any depth, counts against.
 * `instancePath` is a JSON pointer into the response body.
 */
export function responseMemberRequirement(operation: Operation, instancePath: string): string {
  const path: string[] = [];
  let schema = operation.success.schema;
  for (const token of pointerTokens(instancePath).slice(0, 2)) {
    if (schema.properties === undefined || !Object.hasOwn(schema.properties, token)) break;
    path.push(token);
    schema = schema.properties[token] ?? {};
  }
  return responseMemberId(operation, path);
}

interface ResponseNode {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

function responseNodes(operation: Operation): ResponseNode[] {
  const body: ResponseNode = { path: [], schema: operation.success.schema };
  const members = memberNodes(body);
  return [body, ...members.flatMap((member) => [member, ...memberNodes(member)])];
}

function memberNodes({ path, schema }: ResponseNode): ResponseNode[] {
  return Object.entries(schema.properties ?? {}).map(([name, member]) => ({ path: [...path, name], schema: member }));
}

/** `register.response.cluster.created-at` of a path to a member; of no path, the whole body's. */
export function responseMemberId(operation: Operation, path: readonly string[]): string {
  return [operation.prefix, "response", ...(path.length === 0 ? ["body"] : path.map(kebab))].join(".");
}

function responseTitle(path: readonly string[], schema: JsonSchema): string {
  if (path.length === 0) return `The body of a success response is ${typePhrase(schema)}.`;
  return `\`${path.join(".")}\`, where present, is ${shapePhrase(schema)}.`;
}

function shapePhrase(schema: JsonSchema): string {
  if (schema.enum !== undefined) {
    return `one of ${series(schema.enum.filter((value) => value !== null).map(String), "or")}`;
  }
  const phrase = typePhrase(schema);
  return schema.properties !== undefined || schema.items !== undefined ? `${phrase} of the documented shape` : phrase;
}
