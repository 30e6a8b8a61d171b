import { splitQuery, splitTarget } from "../message.ts";
import type { Call } from "../behaviours.ts";

/** The decoded values of one query parameter, in order. A plus sign stands for itself. */
export function queryValues(call: Call, name: string): string[] {
  const { percentDecode } = call.behaviours;
  return splitQuery(splitTarget(call.request.path).query)
    .map(([key, value]) => [percentDecode(key, call), percentDecode(value, call)] as const)
    .filter(([key]) => key === name)
    .map(([, value]) => value);
}
