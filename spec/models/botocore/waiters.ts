import type { Acceptor, Waiter } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { listAt, numberAt, objectsIn, textAt } from "#spec/models/json-members.ts";

const MATCHERS: Readonly<Record<string, Acceptor["matcher"]>> = {
  path: "path",
  pathAll: "path-all",
  pathAny: "path-any",
  status: "status",
  error: "error",
};

/** The waiters of `waiters-2.json` that ask this operation. */
export function botocoreWaiters(waiters: JsonObject, operation: string): Waiter[] {
  return objectsIn(waiters).flatMap(([name, waiter]) =>
    textAt(waiter, "operation") === operation
      ? [{ name, delaySeconds: numberAt(waiter, "delay") ?? 0, acceptors: acceptorsOf(waiter) }]
      : [],
  );
}

function acceptorsOf(waiter: JsonObject): Acceptor[] {
  return listAt(waiter, "acceptors").flatMap((acceptor) => {
    if (!isJsonObject(acceptor)) return [];
    const matcher = MATCHERS[textAt(acceptor, "matcher") ?? ""];
    const state = textAt(acceptor, "state");
    const { expected = null } = acceptor;
    if (matcher === undefined || (state !== "success" && state !== "failure" && state !== "retry")) return [];
    return [{ state, matcher, path: textAt(acceptor, "argument"), expected }];
  });
}
