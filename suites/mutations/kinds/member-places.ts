import type { JsonValue } from "#spec/json/json.ts";
import type { NotedTraffic } from "#suites/mutations/answer-fault.ts";
import { isGood } from "#suites/mutations/passing-answer.ts";
import { describedPlaces, memberOfPath, type DescribedPlace } from "#suites/mutations/places.ts";

/** A place of an operation's answers, by one value that was seen there. */
export interface SeenPlace extends DescribedPlace {
  readonly operation: string;
}

/** Every place of the answers that succeeded, each with a value that says something, where one was seen. */
export function seenPlaces({ answers }: NotedTraffic): SeenPlace[] {
  const found = new Map<string, SeenPlace>();
  for (const answer of answers.filter(isGood)) {
    const { id, success } = answer.operation;
    for (const place of describedPlaces(success.schema, answer.json)) {
      const key = `${id} ${place.path}`;
      const known = found.get(key);
      if (known === undefined || saysNothing(known.value)) found.set(key, { ...place, operation: id });
    }
  }
  return [...found.values()];
}

/** Whether it is as good as absent: null, empty, or an object of nothing else. */
export function saysNothing(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === "" || (typeof value === "object" && Object.values(value).every(saysNothing));
}

/** A time: by the contract, or a number that can hardly be anything else, in seconds of this age. */
export function isTimePlace({ schema, value }: Pick<DescribedPlace, "schema" | "value">): boolean {
  if (schema["x-timestamp"] !== undefined) return true;
  return typeof value === "number" && value > 1e9 && value < 4e9;
}

/** The member of a fault as a sentence has it: "`cluster.tags`". */
export function memberIn({ path = "" }: { readonly path?: string }): string {
  return `\`${memberOfPath(path)}\``;
}
