import type { Operation, OutputMember } from "#spec/contract/operation.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { Requirement } from "#spec/requirement.ts";
import { responseMemberId } from "./derive-response.ts";
import { groundsOf } from "./keyword-trace.ts";
import { series } from "#spec/prose.ts";
import { typePhrase } from "./phrase.ts";

/** A member of a success that a header carries, and the requirement on it. */
export interface HeaderRequirement {
  readonly id: string;
  readonly member: OutputMember;
}

/**
 * The members of a success that one header each carries, and that some text would not be a value of. Any text is a
 * string, and so are the values of prefix headers; a status is always an integer.
 */
export function headerMembers(operation: Operation): HeaderRequirement[] {
  const inBody = new Set(Object.keys(operation.success.schema.properties ?? {}).map((name) => idOf(operation, name)));
  return operation.success.bound
    .filter((member) => member.in === "header" && bindsText(member.schema))
    .map((member) => ({ id: idOf(operation, member.name), member }))
    .filter(({ id }) => !inBody.has(id));
}

/** One requirement for each of them: `get-thing.response.content-length`. */
export function responseHeaderRequirements(contract: Contract, operation: Operation): Requirement[] {
  return headerMembers(operation).map(({ id, member: { name, wireName, schema } }) => ({
    id,
    operation: operation.id,
    area: "response-shape",
    seenWhen: "member-returned",
    ...groundsOf(contract, schema, { part: "answer", keyword: schema.enum === undefined ? "type" : "enum" }),
    title: `\`${name}\`, where the header \`${wireName}\` is present, is ${phrase(schema)}.`,
    subject: { output: `/${name}` },
  }));
}

function idOf(operation: Operation, name: string): string {
  return responseMemberId(operation, [name]);
}

/** Whether some text of a header is no value of the schema. */
function bindsText(schema: JsonSchema): boolean {
  const { type, anyOf, items, enum: listed, "x-timestamp": format } = schema;
  if (listed !== undefined || format !== undefined || anyOf !== undefined) return true;
  const types = [type ?? []].flat();
  if (types.includes("array")) return items !== undefined && bindsText(items);
  return types.length > 0 && !types.includes("string");
}

const TIMES = { "epoch-seconds": "seconds since 1970", "date-time": "a time of RFC 3339", "http-date": "an HTTP date" };

function phrase({ enum: listed, "x-timestamp": format, anyOf: [first] = [], items, ...schema }: JsonSchema): string {
  if (listed !== undefined) return `one of ${series(listed.filter((each) => each !== null).map(String), "or")}`;
  if (format !== undefined) return TIMES[format];
  if (items !== undefined) return `a list, each item ${phrase(items)}`;
  return typePhrase(first ?? schema);
}
