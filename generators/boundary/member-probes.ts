import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { plainValue } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { objectOf } from "#generators/schema/own-members.ts";
import { mainType } from "#generators/schema/schema-type.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";

/** Required members left out one by one, optional ones in every combination, and a member of no schema. */
export function* memberProbes({ schema }: SchemaLocation, context: GenerationContext): Iterable<Probe> {
  if (mainType(schema) !== "object" || schema.properties === undefined || schema["x-union"] === true) return;
  const required = schema.required ?? [];
  for (const member of required) {
    const value = (salt: string) => without(plainValue(schema, context, salt), member);
    yield { keyword: "required", side: "reject", member, name: "missing", note: `without ${member}`, value };
  }
  yield* presenceProbes(schema, context);
  if (schema.additionalProperties === false) {
    const value = (salt: string) => withExtra(plainValue(schema, context, salt));
    yield { keyword: "additionalProperties", side: "reject", name: "extra", note: "with an unknown member", value };
  }
}

/** Beyond this many optional members, the rest is always there. */
const COMBINED = 6;

function* presenceProbes(schema: JsonSchema, context: GenerationContext): Iterable<Probe> {
  const required = schema.required ?? [];
  const optional = Object.keys(schema.properties ?? {}).filter((member) => !required.includes(member));
  if (optional.length === 0) return;
  const varied = optional.slice(0, COMBINED);
  for (let combination = 0; combination < 2 ** varied.length; combination += 1) {
    const absent = varied.filter((_, bit) => (combination & (1 << bit)) === 0);
    const present = varied.filter((member) => !absent.includes(member));
    const value = (salt: string) =>
      absent.reduce<JsonValue | undefined>(without, plainValue(schema, context, salt, "full"));
    const name = present.length === 0 ? "none" : present.join("+");
    const note = `optional members present: ${present.join(", ") || "none"}`;
    yield { keyword: "required", side: "accept", name, note, value };
  }
}

function without(value: JsonValue | undefined, member: string): JsonValue | undefined {
  return isJsonObject(value) ? objectOf(Object.entries(value).filter(([name]) => name !== member)) : undefined;
}

function withExtra(value: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(value) ? objectOf([...Object.entries(value), ["unknownMember", "value"]]) : undefined;
}
