import type { TimestampFormat } from "#spec/contract/operation.ts";
import { definedMembers } from "#spec/json/defined-members.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Shape } from "#spec/models/service-model.ts";
import type { Conversion, SchemaUse } from "./conversion.ts";
import { textLimits } from "./text-limits.ts";

/** Bytes in base64 with its padding (RFC 4648, section 4). */
const BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

const DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

/** Texts that are a time in a format, those of days that every month has. Source: restJson1, timestamp formats. */
const TIMESTAMP_PATTERNS: Readonly<Record<TimestampFormat, string | undefined>> = {
  "epoch-seconds": undefined,
  "date-time": `^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T${TIME}Z$`,
  "http-date": `^${DAY}, (0[1-9]|1[0-9]|2[0-8]) ${MONTH} (19|20)[0-9]{2} ${TIME} GMT$`,
};

/** The schema of text, numbers, truth values, times and blobs where they stand. */
export function scalarSchema(conversion: Conversion, shape: Shape, use: SchemaUse): JsonObject {
  const { type, enum: listed, default: otherwise } = shape;
  const common = definedMembers({
    enum: listed && (use.nullable ? [...listed, null] : [...listed]),
    default: use.usage === "response" ? undefined : otherwise,
  });
  switch (type) {
    case "boolean":
      return { type: typeOf("boolean", use), ...common };
    case "integer":
    case "number":
      return { ...numberSchema(shape, use), ...common };
    case "timestamp":
      return timestampSchema(shape.timestampFormat ?? DEFAULT_FORMATS[use.form], use);
    case "blob":
      return blobSchema(shape, use);
    default:
      return {
        type: typeOf("string", use),
        ...encoding(shape, use),
        ...textLimits(conversion, shape, use),
        ...common,
      };
  }
}

/** Text of a media type stands in a header in base64. */
function encoding({ mediaType, jsonValue }: Shape, { form }: SchemaUse): JsonObject {
  const isEncoded = form === "header" && (mediaType !== undefined || jsonValue === true);
  return isEncoded ? { contentEncoding: "base64" } : {};
}

/** A float may be NaN or infinite, which JSON spells as text. */
function numberSchema({ type, min, max }: Shape, use: SchemaUse): JsonObject {
  if (use.usage === "response") {
    const number = { type: typeOf(type as string, use) };
    return type === "integer" ? number : { anyOf: [number, { enum: ["NaN", "Infinity", "-Infinity"] }] };
  }
  return definedMembers({ type: typeOf(type as string, use), minimum: min, maximum: max });
}

const DEFAULT_FORMATS: Readonly<Record<SchemaUse["form"], TimestampFormat>> = {
  json: "epoch-seconds",
  text: "date-time",
  header: "http-date",
};

function timestampSchema(format: TimestampFormat, use: SchemaUse): JsonObject {
  const pattern = TIMESTAMP_PATTERNS[format];
  const isNumber = format === "epoch-seconds";
  return definedMembers({
    type: typeOf(isNumber ? "number" : "string", use),
    "x-timestamp": format,
    pattern: use.usage === "response" ? undefined : pattern,
  });
}

/** A blob as JSON has it, in base64; its bounds count bytes. */
function blobSchema({ min, max }: Shape, use: SchemaUse): JsonObject {
  const encoded = (bytes: number): number => 4 * Math.ceil(bytes / 3);
  const limits = {
    min: min === undefined ? undefined : encoded(min),
    max: max === undefined ? undefined : encoded(max),
  };
  const type = typeOf("string", use);
  if (use.usage === "response") return { type, contentEncoding: "base64" };
  return { type, contentEncoding: "base64", ...bounds("Length", limits, use), pattern: BASE64 };
}

/** Limits are for requests: answers may pass them. */
export function bounds(noun: string, { min, max }: Pick<Shape, "min" | "max">, { usage }: SchemaUse): JsonObject {
  if (usage === "response") return {};
  return definedMembers({ [`min${noun}`]: min, [`max${noun}`]: max });
}

export function typeOf(type: string, { nullable }: SchemaUse): JsonValue {
  return nullable ? [type, "null"] : type;
}
