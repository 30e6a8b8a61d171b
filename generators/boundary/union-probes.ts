import type { JsonValue } from "../../spec/json/json.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { plainValue } from "../schema/baseline.ts";
import type { GenerationContext } from "../schema/context.ts";
import { objectOf } from "../schema/own-members.ts";
import type { SchemaLocation } from "../schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";

/** Each member of a union by itself, none of them, and two at once. */
export function* unionProbes({ schema }: SchemaLocation, context: GenerationContext): Iterable<Probe> {
  if (schema["x-union"] !== true) return;
  const names = Object.keys(schema.properties ?? {});
  const of =
    (...chosen: readonly string[]) =>
    (salt: string) =>
      membersOf(schema, context, salt, chosen);
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

function membersOf(
  schema: JsonSchema,
  context: GenerationContext,
  salt: string,
  chosen: readonly string[],
): JsonValue | undefined {
  const entries = chosen.flatMap((name): [string, JsonValue][] => {
    const value = plainValue(schema.properties?.[name] ?? {}, context, `${salt}/${name}`);
    return value === undefined ? [] : [[name, value]];
  });
  return entries.length === chosen.length ? objectOf(entries) : undefined;
}
