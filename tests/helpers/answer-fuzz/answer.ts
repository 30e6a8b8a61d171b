import type { Header, WireRequest, WireResponse } from "#protocol/exchange.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import type { Area } from "#spec/requirement.ts";

export type OperationName = "RegisterCluster" | "DescribeCluster" | "DeregisterCluster" | "ListClusters";

/** A true answer of the reference, read. */
export interface Answer {
  readonly operation: OperationName;
  readonly status: number;
  readonly headers: readonly Header[];
  readonly json: JsonObject;
}

/**
 * What a mutation does to the contract: it breaks it, in an area; it takes away what only a SHOULD asks for; or
 * nothing that anybody may complain about.
 */
export type Effect = Area | "should" | "harmless";

/** What is left of the answer; parts that are not given stay as they were. */
export interface Mutated {
  readonly effect: Effect;
  readonly status?: number;
  readonly headers?: readonly Header[];
  /** The body as a JSON value, as text or as bytes. */
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
}

/** Undefined where it has nothing to change in this answer. */
export type Mutate = (answer: Answer, dice: Dice, refusedIn: Area) => Mutated | undefined;

/** Numbers drawn beforehand, the same for each answer of one run. */
export interface Dice {
  /** 0 to below `sides`. */
  readonly roll: (sides: number) => number;
  readonly pick: <T>(of: readonly T[]) => T;
}

export function diceOf(numbers: readonly number[]): Dice {
  let at = 0;
  const roll = (sides: number): number => (numbers[at++ % numbers.length] ?? 0) % sides;
  const pick = <T>(of: readonly T[]): T => {
    const one = of[roll(of.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  };
  return { roll, pick };
}

export function readAnswer({ method, path }: WireRequest, response: WireResponse): Answer | undefined {
  const json: unknown = JSON.parse(new TextDecoder().decode(response.body));
  const operation = operationOf(method, path);
  if (operation === undefined || !isJsonObject(json as JsonObject)) return undefined;
  return { operation, status: response.status, headers: response.headers, json: json as JsonObject };
}

function operationOf(method: string, path: string): OperationName | undefined {
  if (method === "POST" && path === "/cluster-registrations") return "RegisterCluster";
  if (method === "DELETE" && path.startsWith("/cluster-registrations/")) return "DeregisterCluster";
  if (method === "GET" && path.startsWith("/clusters/")) return "DescribeCluster";
  return method === "GET" && /^\/clusters(\?|$)/.test(path) ? "ListClusters" : undefined;
}

export function withBody(answer: Answer, mutated: Mutated): WireResponse {
  const text = mutated.text ?? JSON.stringify(mutated.json ?? answer.json);
  return {
    status: mutated.status ?? answer.status,
    headers: mutated.headers ?? answer.headers,
    body: mutated.bytes ?? new TextEncoder().encode(text),
    truncated: false,
  };
}
