import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";

/**
 * The part of a value that has a place in both schemas. A change may be described differently from its result, such as
 * by labels to add: those have no place.
 */
export function common(value: JsonValue, sent: JsonSchema, shown: JsonSchema): JsonValue | undefined {
  if (typeOf(sent) !== typeOf(shown)) return undefined;
  if (Array.isArray(value)) {
    const items = value.flatMap((item) => {
      const both = common(item, sent.items ?? {}, shown.items ?? {});
      return both === undefined ? [] : [both];
    });
    return items.length === 0 && value.length > 0 ? undefined : items;
  }
  if (!isJsonObject(value)) return value ?? undefined;
  if (sent.properties === undefined) return shown.properties === undefined ? value : undefined;
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const [own, other] = [sent.properties?.[name], shown.properties?.[name]];
    const both = own === undefined || other === undefined ? undefined : common(part, own, other);
    return both === undefined ? [] : [[name, both] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

/** The type other than null. */
function typeOf({ type }: JsonSchema): string | undefined {
  const types = typeof type === "string" ? [type] : (type ?? []);
  return types.find((each) => each !== "null");
}

/**
 * Everything that was sent is shown; there may be more, and an absent value counts as an empty one. A list of plain values
 * has those that were sent and no others, unless it is within an item of a list, where entries of before may be merged.
 */
export function isHeld(sent: JsonValue, shown: JsonValue | undefined): boolean {
  if (Array.isArray(sent)) {
    const there = Array.isArray(shown) ? shown : [];
    return sent.every(isPlainValue) && there.every(isPlainValue)
      ? there.every((value) => sent.includes(value)) && sent.every((value) => there.includes(value))
      : isHeldAmong(sent, there);
  }
  return isHeldBy(sent, shown, isHeld);
}

/** An item that is about an empty list says nothing, and need not be shown. */
function isHeldAmong(sent: readonly JsonValue[], there: readonly JsonValue[]): boolean {
  return sent.every((item) => isAboutNothing(item) || there.some((other) => isHeldInItem(item, other)));
}

function isHeldInItem(sent: JsonValue, shown: JsonValue | undefined): boolean {
  return Array.isArray(sent)
    ? isHeldAmong(sent, Array.isArray(shown) ? shown : [])
    : isHeldBy(sent, shown, isHeldInItem);
}

function isHeldBy(sent: JsonValue, shown: JsonValue | undefined, isMemberHeld: typeof isHeld): boolean {
  if (!isJsonObject(sent)) return sent === null || sent === shown;
  return Object.entries(sent).every(([name, value]) =>
    isMemberHeld(value, isJsonObject(shown) ? ownMember(shown, name) : undefined),
  );
}

/** Neither a list nor a structure. */
export function isPlainValue(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}

function isAboutNothing(item: JsonValue): boolean {
  return isJsonObject(item) && Object.values(item).some((member) => Array.isArray(member) && member.length === 0);
}
