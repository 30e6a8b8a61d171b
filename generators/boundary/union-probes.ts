import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { plainValue } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { objectOf } from "#generators/schema/own-members.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";

/** Each member of a union by itself, none of them, and two at once; members that have no value are left out. */
export function* unionProbes({ schema }: SchemaLocation, context: GenerationContext): Iterable<Probe> {
  if (schema["x-union"] !== true) return;
  const names = Object.keys(schema.properties ?? {}).filter((name) => entryOf(schema, context, name, "").length > 0);
  const of =
    (...chosen: readonly string[]) =>
    (salt: string) =>
      objectOf(chosen.flatMap((name) => entryOf(schema, context, name, salt)));
  for (const name of names) {
    for (const keyword of ["minProperties", "maxProperties"]) {
      yield { keyword, side: "accept", name, note: `${name} alone`, value: of(name) };
    }
  }
  yield { keyword: "minProperties", side: "reject", name: "none", note: "no member", value: of() };
  const [first, second] = names;
  if (first === undefined || second === undefined) return;
  const note = `${first} and ${second} at once`;
  yield { keyword: "maxProperties", side: "reject", name: "two", note, value: of(first, second) };
}

/** A member with its plain value; empty where it has none. */
function entryOf(
  { properties = {} }: JsonSchema,
  context: GenerationContext,
  name: string,
  salt: string,
): [string, JsonValue][] {
  const value = plainValue(properties[name] ?? {}, context, `${salt}/${name}`);
  return value === undefined ? [] : [[name, value]];
}
