import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import { constraintKey } from "#spec/derived/constraint.ts";
import { constraintsOf } from "#spec/derived/constraints-of.ts";

/** What a contract says of an operation, a fact a line, so that two readings can be told apart line by line. */
export function factsOf({ method, path, query, success, members, errors, input, pages, waiters }: Operation): string[] {
  return [
    // Names of labels are the document's own affair.
    `route ${method} ${path.replaceAll(/\{[^}+]+/g, "{")} ${query}`,
    `status ${success.status}`,
    ...members.map(({ name, in: at, wireName, required }) => {
      return `input ${at} ${at === "path" ? "{}" : wireName} ${name}${required ? " required" : ""}`;
    }),
    ...limitsOf(input),
    ...outlineOf(success.schema).map((line) => `output ${line}`),
    ...errors.flatMap(({ name, status, schema }) => outlineOf(schema).map((line) => `error ${status} ${name} ${line}`)),
    ...(pages === undefined ? [] : [`pages ${JSON.stringify(Object.entries(pages).sort())}`]),
    ...waiters.map((waiter) => `waiter ${JSON.stringify(waiter)}`),
  ].sort();
}

function limitsOf(input: JsonSchema): string[] {
  const limits = constraintsOf(input).flatMap((constraint) => {
    const schema = schemaAt(input, constraint.pointer) as Readonly<Record<string, unknown>> | undefined;
    const value = constraint.keyword === "required" ? "" : schema?.[constraint.keyword];
    return [value].flat().map((one) => `limit ${constraintKey(constraint)} ${JSON.stringify(one)}`);
  });
  return [...new Set(limits)];
}

/** The members below a schema, with their types and values; null is everywhere in answers. */
function outlineOf(schema: JsonSchema, at = ""): string[] {
  const { properties = {}, items, additionalProperties } = schema;
  const types = [schema.type ?? []].flat().filter((type) => type !== "null");
  const values = (schema.enum ?? []).filter((value) => value !== null);
  return [
    `${at} ${types.join()}`,
    ...values.map((value) => `${at} = ${String(value)}`),
    ...Object.entries(properties).flatMap(([name, member]) => outlineOf(member, `${at}/${name}`)),
    ...(items === undefined ? [] : outlineOf(items, `${at}/*`)),
    ...(typeof additionalProperties === "object" ? outlineOf(additionalProperties, `${at}/*`) : []),
  ];
}

/** What one reading has and the other lacks: `-` for the first alone, `+` for the second. */
export function differences(one: readonly string[], other: readonly string[]): string[] {
  return [
    ...one.filter((fact) => !other.includes(fact)).map((fact) => `- ${fact}`),
    ...other.filter((fact) => !one.includes(fact)).map((fact) => `+ ${fact}`),
  ];
}
