import type { Acceptor, Waiter } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { listAt, numberAt, objectAt, objectsIn, textAt } from "#spec/models/json-members.ts";
import { traitsAt } from "./shape-ids.ts";

const COMPARATORS: Readonly<Record<string, Acceptor["matcher"]>> = {
  stringEquals: "path",
  booleanEquals: "path",
  allStringEquals: "path-all",
  anyStringEquals: "path-any",
};

/** The waiters of an operation's `waitable` trait. */
export function smithyWaiters(operation: JsonObject): Waiter[] {
  return objectsIn(objectAt(traitsAt(operation), "smithy.waiters#waitable")).map(([name, waiter]) => ({
    name,
    // What the specification gives where a model gives nothing.
    delaySeconds: numberAt(waiter, "minDelay") ?? 2,
    acceptors: listAt(waiter, "acceptors").flatMap((acceptor) => (isJsonObject(acceptor) ? acceptorOf(acceptor) : [])),
  }));
}

function acceptorOf(acceptor: JsonObject): Acceptor[] {
  const state = textAt(acceptor, "state");
  const matched = matcherOf(objectAt(acceptor, "matcher"));
  if (matched === undefined || (state !== "success" && state !== "failure" && state !== "retry")) return [];
  return [{ state, ...matched }];
}

function matcherOf(matcher: JsonObject): Omit<Acceptor, "state"> | undefined {
  const { errorType, success } = matcher;
  if (errorType !== undefined) return { matcher: "error", expected: errorType };
  if (success !== undefined) return { matcher: "no-error", expected: success };
  const output = objectAt(matcher, "output");
  const comparator = COMPARATORS[textAt(output, "comparator") ?? ""];
  const path = textAt(output, "path");
  const expected = textAt(output, "expected");
  if (comparator === undefined || path === undefined || expected === undefined) return undefined;
  const isTruthValue = output["comparator"] === "booleanEquals";
  return { matcher: comparator, path, expected: isTruthValue ? expected === "true" : expected };
}
