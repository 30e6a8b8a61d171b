import { plainText } from "#spec/json/plain-text.ts";
import type { TimestampFormat } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

/**
 * A value as a client's programmer gives it, in the form in which it goes over the wire: members by their names there,
 * times in their formats, blobs in base64, and no member that is null. Times are given as seconds from the epoch, blobs
 * as text of UTF-8. What the schema does not know, and what is of another type, stays as it is.
 */
export function toWire(schema: JsonSchema, value: JsonValue): JsonValue {
  return convert(schema, value, TO_WIRE);
}

/** A value off the wire as a client hands it to its programmer, the other way round: unknown members are left out. */
export function fromWire(schema: JsonSchema, value: JsonValue): JsonValue {
  return convert(schema, value, FROM_WIRE);
}

interface Direction {
  readonly timestamp: typeof writeTimestamp;
  readonly blob: (text: string) => string;
  /** Names of a member before and after, given its names in the model and on the wire. */
  readonly names: (model: string, wire: string) => readonly [before: string, after: string];
  readonly keepsUnknown: boolean;
}

const TO_WIRE: Direction = {
  timestamp: writeTimestamp,
  blob: (text) => Buffer.from(text, "utf8").toString("base64"),
  names: (model, wire) => [model, wire],
  keepsUnknown: true,
};

const FROM_WIRE: Direction = {
  timestamp: readTimestamp,
  blob: (text) => Buffer.from(text, "base64").toString("utf8"),
  names: (model, wire) => [wire, model],
  keepsUnknown: false,
};

function convert(schema: JsonSchema, value: JsonValue, direction: Direction): JsonValue {
  const format = schema["x-timestamp"];
  if (format !== undefined) return direction.timestamp(value, format);
  if (typeof value === "string") return schema.contentEncoding === "base64" ? direction.blob(value) : value;
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item) => convert(items, item, direction));
  }
  if (!isJsonObject(value)) return value;
  if (schema.properties !== undefined) return convertMembers(schema.properties, value, direction);
  const { additionalProperties } = schema;
  return typeof additionalProperties === "object" ? convertEntries(additionalProperties, value, direction) : value;
}

function convertMembers(
  properties: NonNullable<JsonSchema["properties"]>,
  value: JsonObject,
  direction: Direction,
): JsonObject {
  const known = new Map(
    Object.entries(properties).map(([wire, schema]) => {
      const [before, after] = direction.names(schema["x-member"] ?? wire, wire);
      return [before, { after, schema }] as const;
    }),
  );
  const members = Object.entries(value).flatMap(([name, member]): [string, JsonValue][] => {
    const found = known.get(name);
    if (member === null) return [];
    if (found === undefined) return direction.keepsUnknown ? [[name, member]] : [];
    return [[found.after, convert(found.schema, member, direction)]];
  });
  return Object.fromEntries(members);
}

/** Where the schema lets no value be null, a null stands for an entry that is not there. */
function convertEntries(values: JsonSchema, map: JsonObject, direction: Direction): JsonObject {
  const mayBeNull = values.type === undefined || [values.type].flat().includes("null");
  const entries = Object.entries(map).filter(([, value]) => mayBeNull || value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, convert(values, value, direction)]));
}

/** Seconds from the epoch as a format writes them; what is no such number stays as it is. */
function writeTimestamp(value: JsonValue, format: TimestampFormat): JsonValue {
  const date = new Date(typeof value === "number" ? value * 1000 : NaN);
  if (format === "epoch-seconds" || Number.isNaN(date.getTime())) return value;
  return format === "http-date" ? date.toUTCString() : date.toISOString().replace(".000Z", "Z");
}

/** A time on the wire as seconds from the epoch; what tells none stays as it is. */
function readTimestamp(value: JsonValue, format: TimestampFormat): JsonValue {
  const seconds =
    format === "epoch-seconds" ? Number(typeof value === "object" ? NaN : value) : Date.parse(plainText(value)) / 1000;
  return value === null || Number.isNaN(seconds) ? value : seconds;
}
