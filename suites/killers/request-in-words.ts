import type { WireRequest } from "#protocol/exchange.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { classify } from "#suites/oracles/request/expectation.ts";

/** UTF-16 units of a path in words. */
const WIDEST = 120;
/** UTF-16 units of a text worth a word. */
const LONG = 60;
/** A body of so few printable bytes is its own best description. */
const SHORT_BODY = /^[\x20-\x7e]{1,60}$/;

/** `RegisterCluster with 50 tags, 1,502 bytes`, or with a short body itself; of what no operation serves, method and path. */
export function requestInWords(contract: Contract, request: WireRequest): string {
  const { operation, input } = classify(contract, request);
  const { method, path, body } = request;
  const what = operation?.id ?? `${method} ${path.length > WIDEST ? `${path.slice(0, WIDEST).toWellFormed()}…` : path}`;
  const text = Buffer.from(body ?? []).toString("latin1");
  if (SHORT_BODY.test(text)) return `${what} with ${text}`;
  const isMap = (name: string): boolean => operation?.input.properties?.[name]?.properties === undefined;
  const sizes = Object.entries(input ?? {}).flatMap(([name, value]) => (isMap(name) ? sizeOf(name, value) : []));
  const bytes = body === undefined ? [] : [`${withCommas(body.length)} bytes`];
  const parts = [...sizes, ...bytes];
  return parts.length === 0 ? what : `${what} with ${parts.join(", ")}`;
}

/** How many a map or a list holds, and how long a text is that is longer than most. */
function sizeOf(name: string, value: JsonValue): string[] {
  if (typeof value === "string")
    return value.length >= LONG ? [`\`${name}\` of ${withCommas(value.length)} characters`] : [];
  if (!isJsonObject(value)) return [];
  return [`${withCommas(Object.keys(value).length)} ${name}`];
}

export function withCommas(count: number): string {
  return count.toLocaleString("en-US");
}
