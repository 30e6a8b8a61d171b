import { splitQuery, splitTarget } from "#reference/message.ts";
import type { Call } from "#reference/behaviours.ts";

/** Names and values of the query, decoded, in order. A plus sign stands for itself. */
export function queryOf(call: Call): (readonly [name: string, value: string])[] {
  const { percentDecode } = call.behaviours;
  return splitQuery(splitTarget(call.request.path).query).map(
    ([name, value]) => [percentDecode(name, call), percentDecode(value, call)] as const,
  );
}

/** The decoded values of one query parameter, in order. */
export function queryValues(call: Call, name: string): string[] {
  return queryOf(call).flatMap(([key, value]) => (key === name ? [value] : []));
}
