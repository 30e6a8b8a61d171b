import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { brief } from "#reports/model/text/format.ts";
import type { ExchangeShown } from "./mutation-report.ts";

/** Characters of a value that are shown. */
const SHOWN = 60;

/** What is other about the answer after the fault, in one line: `cluster.tags: {"a":"b"} → nothing`. */
export function differenceOf({ before, after }: ExchangeShown): string {
  if (after === undefined) return "";
  if (before === undefined) return `answered ${after.status} ${after.body.text ?? ""} without asking the endpoint`;
  const parts = [
    ...(before.status === after.status ? [] : [`status ${before.status} → ${after.status}`]),
    ...headerDifference(before.headers, after.headers),
    ...bodyDifference(before.body.text, after.body.text),
  ];
  return parts.join("; ");
}

type ShownHeaders = NonNullable<ExchangeShown["after"]>["headers"];

function headerDifference(before: ShownHeaders, after: ShownHeaders): string[] {
  const mapOf = (headers: ShownHeaders): Map<string, string> =>
    new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const [one, other] = [mapOf(before), mapOf(after)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((name) => name !== "content-length" && one.get(name) !== other.get(name))
    .map((name) => `${name}: ${one.get(name) ?? NOTHING} → ${other.get(name) ?? NOTHING}`);
}

const NOTHING = "nothing";

function bodyDifference(before = "", after = ""): string[] {
  if (before === after) return [];
  try {
    const found = firstDifference(JSON.parse(before) as JsonValue, JSON.parse(after) as JsonValue, []);
    return found === undefined ? [] : [found];
  } catch {
    return [`${brief(before, SHOWN)} → ${brief(after, SHOWN)}`];
  }
}

function firstDifference(
  one: JsonValue | undefined,
  other: JsonValue | undefined,
  path: readonly string[],
): string | undefined {
  if (isSame(one, other)) return undefined;
  if (isJsonObject(one) && isJsonObject(other)) {
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const own = (object: typeof one): JsonValue | undefined =>
        Object.hasOwn(object, name) ? object[name] : undefined;
      const found = firstDifference(own(one), own(other), [...path, name]);
      if (found !== undefined) return found;
    }
  }
  return `${path.length === 0 ? "body" : path.join(".")}: ${shown(one)} → ${shown(other)}`;
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return jsonText(one) === jsonText(other);
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? NOTHING : brief(jsonText(value), SHOWN);
}
