import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { JsonSchema } from "./schema.ts";

/** The schema that a constraint's pointer names; undefined where it leads to none. */
export function schemaAt(schema: JsonSchema, pointer: string): JsonSchema | undefined {
  let node: unknown = schema;
  for (const token of pointerTokens(pointer)) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, token)) return undefined;
    node = (node as Readonly<Record<string, unknown>>)[token];
  }
  return typeof node === "object" && node !== null ? node : undefined;
}
