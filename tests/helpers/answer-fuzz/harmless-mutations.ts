import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Dice, Mutate } from "./answer.ts";

/** What changes the bytes of any answer and nothing of what it says. */
export const HARMLESS_MUTATIONS: Readonly<Record<string, Mutate>> = {
  "members in another order": ({ json }, dice) => ({ effect: "harmless", json: shuffled(json, dice) }),
  "white space": ({ json }, { pick }) => ({
    effect: "harmless",
    text: `${pick(["", " ", "\r\n"])}${JSON.stringify(json, null, pick([1, 4, "\t"]))}${pick(["", "\n", " \t"])}`,
  }),
  "letters escaped": ({ json }, { roll }) => ({ effect: "harmless", text: escaped(JSON.stringify(json), 1 + roll(5)) }),
  "unknown members": ({ json }, { pick }) => ({
    effect: "harmless",
    json: withUnknown(json, pick<JsonValue>([null, 7, "x", true, [], {}, { a: [{ b: null }] }])),
  }),
  "unknown headers": ({ headers }) => ({
    effect: "harmless",
    headers: [...headers, ["X-Cache", "miss"], ["via", "1.1 a.b"], ["x-amzn-trace-id", "Root=1-0"]],
  }),
  "headers in another case": ({ headers }, { pick }) => {
    const change = pick([(name: string) => name.toUpperCase(), (name: string) => name.toLowerCase(), capitals]);
    return { effect: "harmless", headers: headers.map(([name, value]) => [change(name), value]) };
  },
  "headers in another order": ({ headers }) => ({ effect: "harmless", headers: [...headers].reverse() }),
  "a charset": ({ headers }, { pick }) => {
    const type = pick(["application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON"]);
    return { effect: "harmless", headers: headers.map(([name, value]) => [name, isType(name) ? type : value]) };
  },
  "no request id": ({ headers }) => ({
    effect: "should",
    headers: headers.filter(([name]) => name.toLowerCase() !== "x-amzn-requestid"),
  }),
  "a member written twice, the same both times": ({ json }, { pick }) => {
    const [name, value] = pick(Object.entries(json));
    return { effect: "harmless", text: `{${JSON.stringify(name)}:${JSON.stringify(value)},${inside(json)}}` };
  },
  "numbers with an exponent": ({ json }) => ({
    effect: "harmless",
    text: JSON.stringify(json).replaceAll(/:(\d+)\.(\d{3})(?=[,}])/g, ":$1$2e-3"),
  }),
};

function isType(name: string): boolean {
  return name.toLowerCase() === "content-type";
}

function capitals(name: string): string {
  return name.replaceAll(/(^|-)[a-z]/g, (first) => first.toUpperCase());
}

function inside(json: JsonValue): string {
  return JSON.stringify(json).slice(1, -1);
}

function shuffled(value: JsonValue, dice: Dice): JsonValue {
  if (!isJsonObject(value)) return value;
  const ranked = Object.entries(value).map(([name, member]) => ({ name, member, rank: dice.roll(1_000) }));
  const sorted = ranked.sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(sorted.map(({ name, member }) => [name, shuffled(member, dice)]));
}

function withUnknown(value: JsonValue, unknown: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const inner = Object.entries(value).map(([name, member]) => [
    name,
    name === "tags" ? member : withUnknown(member, unknown),
  ]);
  return { ...(Object.fromEntries(inner) as typeof value), futureMember: unknown };
}

/** Every nth letter of its texts as an escape, names among them; what is escaped already stays. */
function escaped(json: string, nth: number): string {
  let letter = 0;
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) =>
    text.replaceAll(/\\u[0-9a-f]{4}|\\.|[A-Za-z/]/g, (each) => {
      letter += 1;
      const keep = each.length > 1 || letter % nth !== 0;
      return keep ? each : `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;
    }),
  );
}
