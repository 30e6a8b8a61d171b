import { tokenValue } from "#generators/schema/fresh-value.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/**
 * The input with a client token of its own, where the operation takes one and the input has none. One that comes again
 * stands for the same request, so it is made of the input, too; no other run has it.
 */
export function withClientToken(
  { generation }: Pick<ServiceContext, "generation">,
  operation: Operation,
  input: JsonObject,
  salt: string,
): JsonObject {
  const token = tokenMemberOf(operation);
  const schema = token === undefined ? undefined : operation.input.properties?.[token];
  if (token === undefined || schema === undefined || Object.hasOwn(input, token)) return input;
  return { ...input, [token]: tokenValue(schema, generation, `${operation.prefix} ${salt} ${JSON.stringify(input)}`) };
}

/** The input without its client token, so that it asks for another one. */
export function withoutClientToken(operation: Operation, input: JsonObject): JsonObject {
  const token = tokenMemberOf(operation);
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== token));
}
