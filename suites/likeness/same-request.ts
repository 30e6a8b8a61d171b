import { decoded } from "#protocol/decoded.ts";
import { madeUpNames } from "#custody/ownership/run-prefix.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { jsonOf } from "#suites/record/readings/read-evidence.ts";

/** What stands in one run for what stands in another: names and marks, which no two runs have in common. */
export type Words = ReadonlyMap<string, string>;

/**
 * The words of another run's request, each with what stands in its place here; undefined where the requests differ in more
 * than words, and so ask for different things.
 */
export function wordsBetween(
  theirs: Evidence["request"],
  ours: Evidence["request"],
  /** Known beforehand. */
  known: Words = new Map(),
): Words | undefined {
  if (theirs.method !== ours.method) return undefined;
  const words = new Map(known);
  const paired =
    isPaired(partsOf(theirs.path), partsOf(ours.path), words) && isPaired(bodyOf(theirs), bodyOf(ours), words);
  return paired ? withNames(words) : undefined;
}

/** So that a word is not replaced within a longer one. */
function longestFirst(words: readonly (readonly [string, string])[]): Words {
  return new Map(words.toSorted(([one], [other]) => other.length - one.length));
}

/** Names within longer words, such as those in ARNs, too: an answer may show them by themselves. */
function withNames(words: Words): Words {
  const inside = [...words].flatMap(([theirs, ours]) => {
    const [from, to] = [theirs.match(madeUpNames()) ?? [], ours.match(madeUpNames()) ?? []];
    return from.length === to.length ? from.map((name, at) => [name, to[at] ?? name] as const) : [];
  });
  return longestFirst([...inside, ...words]);
}

function partsOf(path: string): JsonValue {
  const [line = "", query = ""] = path.split("?");
  return [line.split("/").map(decoded), query.split("&").map((pair) => pair.split("=").map(decoded))];
}

/** A body that is no JSON is one text, cut or not. */
function bodyOf({ body }: Evidence["request"]): JsonValue {
  return body === undefined ? null : (jsonOf(body) ?? body.text ?? body.base64 ?? null);
}

function isPaired(theirs: JsonValue, ours: JsonValue, words: Map<string, string>): boolean {
  if (typeof theirs === "string" && typeof ours === "string") return isSameWord(theirs, ours, words);
  if (isName(theirs) && isName(ours)) return isSameWord(String(theirs), String(ours), words);
  if (Array.isArray(theirs) && Array.isArray(ours)) return arePaired(theirs, ours, words);
  if (!isJsonObject(theirs) || !isJsonObject(ours)) return theirs === ours;
  return arePaired(Object.entries(theirs), Object.entries(ours), words);
}

function arePaired(theirs: readonly JsonValue[], ours: readonly JsonValue[], words: Map<string, string>): boolean {
  return theirs.length === ours.length && theirs.every((each, at) => isPaired(each, ours[at] ?? null, words));
}

/** Where a number is sent for a name, it is a fresh one; no limit of a contract is as high. */
function isName(value: JsonValue): value is number {
  return typeof value === "number" && value >= 1_000_000;
}

function isSameWord(theirs: string, ours: string, words: Map<string, string>): boolean {
  if (theirs === ours) return !words.has(theirs);
  const before = words.get(theirs);
  if (before !== undefined) return before === ours;
  words.set(theirs, ours);
  return true;
}
