import { jsonText } from "../../spec/json/json-text.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { receivedValue } from "../oracles/member-finding.ts";
import type { Difference } from "../record/record.ts";

/**
 * How the shown resource differs from what was sent. Only members that have the same name on both sides of the contract
 * are compared. What the service adds, and the order of a list, are its own affair.
 */
export function echoDifferences(sent: JsonObject, shown: JsonObject, shape: JsonSchema): Difference[] {
  return differencesIn(sent, shown, shape, "");
}

function differencesIn(sent: JsonObject, shown: JsonObject, shape: JsonSchema, at: string): Difference[] {
  return comparable(sent, shape).flatMap(([name, value]) =>
    differences(value, shown[name], shape.properties?.[name] ?? {}, `${at}/${name}`),
  );
}

/** The members sent that can be looked for in the answer. */
export function comparable(sent: JsonObject, shape: JsonSchema): [string, JsonValue][] {
  return Object.entries(sent).filter(([name]) => Object.hasOwn(shape.properties ?? {}, name));
}

function differences(sent: JsonValue, shown: JsonValue | undefined, shape: JsonSchema, at: string): Difference[] {
  if (isJsonObject(sent) && isJsonObject(shown)) {
    if (shape.properties !== undefined) return differencesIn(sent, shown, shape, at);
    return Object.entries(sent).flatMap(([name, value]) => differences(value, shown[name], {}, `${at}/${name}`));
  }
  if (same(sent, shown)) return [];
  return [{ at, expected: jsonText(sent), ...receivedValue(shown, jsonText) }];
}

function same(sent: JsonValue, shown: JsonValue | undefined): boolean {
  if (Array.isArray(sent)) {
    if (!Array.isArray(shown) || sent.length !== shown.length) return false;
    return sent.every((item) => shown.some((other) => same(item, other)));
  }
  if (isJsonObject(sent)) {
    return isJsonObject(shown) && Object.entries(sent).every(([name, value]) => same(value, shown[name]));
  }
  return sent === shown;
}
