import type { Call } from "../call.ts";
import { splitTarget } from "../message.ts";

/** Decoded name and value of each query parameter, in order. A plus sign stands for itself. */
function queryPairs(call: Call): (readonly [name: string, value: string])[] {
  const { query } = splitTarget(call.request.path);
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const [name, value] = equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [call.behaviours.percentDecode(name, call), call.behaviours.percentDecode(value, call)];
    });
}

/** The decoded values of one query parameter, in order. */
export function queryValues(call: Call, name: string): string[] {
  return queryPairs(call)
    .filter(([candidate]) => candidate === name)
    .map(([, value]) => value);
}
