import type { TimestampFormat } from "../../contract/operation.ts";
import { definedMembers } from "../../json/defined-members.ts";
import type { JsonObject, JsonValue } from "../../json/json.ts";
import type { Shape } from "../service-model.ts";
import type { Conversion, Site } from "./conversion.ts";
import { BASE64, TIMESTAMP_PATTERNS } from "./text-forms.ts";
import { textLimits } from "./text-limits.ts";

/** The schema of text, numbers, truth values, times and blobs where they stand. */
export function scalarSchema(conversion: Conversion, shape: Shape, site: Site): JsonObject {
  const { type, enum: listed, default: otherwise } = shape;
  const common = definedMembers({
    enum: listed && (site.nullable ? [...listed, null] : [...listed]),
    default: site.usage === "response" ? undefined : otherwise,
  });
  switch (type) {
    case "boolean":
      return { type: typeOf("boolean", site), ...common };
    case "integer":
    case "number":
      return { ...numberSchema(shape, site), ...common };
    case "timestamp":
      return timestampSchema(shape.timestampFormat ?? DEFAULT_FORMATS[site.place], site);
    case "blob":
      return blobSchema(shape, site);
    default:
      return {
        type: typeOf("string", site),
        ...encoding(shape, site),
        ...textLimits(conversion, shape, site),
        ...common,
      };
  }
}

/** Text of a media type stands in a header in base64. */
function encoding({ mediaType, jsonValue }: Shape, { place }: Site): JsonObject {
  const isEncoded = place === "header" && (mediaType !== undefined || jsonValue === true);
  return isEncoded ? { contentEncoding: "base64" } : {};
}

/** A float may be NaN or infinite, which JSON spells as text. */
function numberSchema({ type, min, max }: Shape, site: Site): JsonObject {
  if (site.usage === "response") {
    const number = { type: typeOf(type as string, site) };
    return type === "integer" ? number : { anyOf: [number, { enum: ["NaN", "Infinity", "-Infinity"] }] };
  }
  return definedMembers({ type: typeOf(type as string, site), minimum: min, maximum: max });
}

const DEFAULT_FORMATS: Readonly<Record<Site["place"], TimestampFormat>> = {
  json: "epoch-seconds",
  text: "date-time",
  header: "http-date",
};

function timestampSchema(format: TimestampFormat, site: Site): JsonObject {
  const pattern = TIMESTAMP_PATTERNS[format];
  const isNumber = format === "epoch-seconds";
  return definedMembers({
    type: typeOf(isNumber ? "number" : "string", site),
    "x-timestamp": format,
    pattern: site.usage === "response" ? undefined : pattern,
  });
}

/** A blob as JSON has it, in base64; its bounds count bytes. */
function blobSchema({ min, max }: Shape, site: Site): JsonObject {
  const encoded = (bytes: number): number => 4 * Math.ceil(bytes / 3);
  const limits = {
    min: min === undefined ? undefined : encoded(min),
    max: max === undefined ? undefined : encoded(max),
  };
  const type = typeOf("string", site);
  if (site.usage === "response") return { type, contentEncoding: "base64" };
  return { type, contentEncoding: "base64", ...bounds("Length", limits, site), pattern: BASE64 };
}

/** Limits are for requests: answers may pass them. */
export function bounds(noun: string, { min, max }: Pick<Shape, "min" | "max">, { usage }: Site): JsonObject {
  if (usage === "response") return {};
  return definedMembers({ [`min${noun}`]: min, [`max${noun}`]: max });
}

export function typeOf(type: string, { nullable }: Site): JsonValue {
  return nullable ? [type, "null"] : type;
}
