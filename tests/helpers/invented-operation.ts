import type { InputMember, Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** An operation of no contract, with the members given by location. */
export function anOperation(
  method: string,
  path: string,
  members: Readonly<Record<string, readonly [InputMember["in"], JsonSchema]>>,
): Operation {
  const entries = Object.entries(members);
  return {
    id: "Invented",
    prefix: "invented",
    method,
    path,
    query: "",
    members: entries.map(([name, [location, schema]]) => ({
      name,
      in: location,
      wireName: name,
      required: location === "path",
      schema,
    })),
    input: { type: "object", properties: Object.fromEntries(entries.map(([name, [, schema]]) => [name, schema])) },
    success: { status: 200, schema: { type: "object" }, bound: [] },
    errors: [],
    waiters: [],
  };
}
