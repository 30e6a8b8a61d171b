import type { Contract } from "#spec/contract/contract.ts";
import type { WireRequest } from "./exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { scalarOf } from "./values/text-values.ts";

export interface Route {
  readonly operation: Operation;
  /** By name of the member, of its type. */
  readonly labels: JsonObject;
  /** Without the question mark. */
  readonly query: string;
}

type MatchedLine = Pick<WireRequest, "method" | "path">;

const routesOf = perObject((contract: Contract) => perObject((line: MatchedLine) => read(contract, line)));

/**
 * The operation that a request line names, read once of each request; labels are percent-decoded once, as restJson1's
 * httpLabel says. Where several paths fit, the one with the fewest labels counts, and of those the one that asks for more
 * in the query.
 */
export function matchRoute(contract: Contract, request: MatchedLine): Route | undefined {
  return routesOf(contract)(request);
}

function read(contract: Contract, request: MatchedLine): Route | undefined {
  const [path = "", ...rest] = request.path.split("?");
  const query = rest.join("?");
  const given = path.split("/");
  let best: Route | undefined;
  for (const { operation, wanted, greedyAt } of templatesOf(contract).get(request.method) ?? []) {
    if (!holdsAll(query, operation.query)) continue;
    const labels = matchTemplate(wanted, greedyAt < 0 ? given : gathered(given, greedyAt, wanted.length));
    if (labels === undefined) continue;
    const route = { operation, labels: byMember(operation, labels), query };
    if (best === undefined || isCloser(route, best)) best = route;
  }
  return best;
}

interface Template {
  readonly operation: Operation;
  /** The segments of its path. */
  readonly wanted: readonly string[];
  /** Which of them is a greedy label, -1 for none. */
  readonly greedyAt: number;
}

/** By method. */
const templatesOf = perObject(({ operations }: Contract): ReadonlyMap<string, readonly Template[]> => {
  const templates = [...operations.values()].map((operation): Template => {
    const wanted = operation.path.split("/");
    return { operation, wanted, greedyAt: wanted.findIndex((segment) => segment.endsWith("+}")) };
  });
  return groupedBy(templates, ({ operation }) => operation.method);
});

function holdsAll(query: string, wanted: string): boolean {
  return wanted === "" || wanted.split("&").every((pair) => query.split("&").includes(pair));
}

function isCloser(one: Route, other: Route): boolean {
  const fewer = Object.keys(other.labels).length - Object.keys(one.labels).length;
  return fewer === 0 ? one.operation.query.length > other.operation.query.length : fewer > 0;
}

function byMember({ members }: Operation, labels: Readonly<Record<string, string>>): JsonObject {
  const read = Object.entries(labels).map(([label, text]) => {
    const member = members.find((each) => each.in === "path" && each.wireName === label);
    return [member?.name ?? label, scalarOf(member?.schema ?? {}, text)] as const;
  });
  return Object.fromEntries(read);
}

function matchTemplate(
  wanted: readonly string[],
  given: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const fits = wanted.length === given.length && wanted.every((word, at) => isLabel(word) || word === given[at]);
  if (!fits) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, word] of wanted.entries()) {
    if (!isLabel(word)) continue;
    const value = decodeOnce(given[index] ?? "");
    if (value === undefined || value === "") return undefined;
    labels[word.replace(/^\{|\+?\}$/g, "")] = value;
  }
  return labels;
}

function isLabel(word: string): boolean {
  return word.startsWith("{");
}

/** A path's segments, those that a greedy label takes together. */
function gathered(given: readonly string[], at: number, count: number): readonly string[] {
  const taken = given.length - count + 1;
  if (taken < 1) return given;
  return [...given.slice(0, at), given.slice(at, at + taken).join("/"), ...given.slice(at + taken)];
}

function decodeOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
