import { valueAt } from "#spec/json/json-pointer.ts";
import { plainText } from "#spec/json/plain-text.ts";
import type { Resource, ResourceTable } from "#spec/resources/resource-table.ts";
import { isGood, type PassingAnswer } from "./passing-answer.ts";

/** What a round created and did not delete, by kind and name: `cluster one`. */
export function leftByRound(passed: readonly PassingAnswer[], { resources }: ResourceTable): string[] {
  const left = new Set<string>();
  for (const answer of passed.filter(isGood)) {
    for (const resource of resources) {
      if (resource.create?.operation === answer.operation.id) left.add(nameIn(resource, answer));
      if (resource.delete?.operation === answer.operation.id) left.delete(nameIn(resource, answer));
    }
  }
  return [...left];
}

function nameIn({ name, id }: Resource, { input, json }: PassingAnswer): string {
  const given = id.input === undefined ? undefined : valueAt(input, id.input);
  const made = id.output === undefined ? undefined : valueAt(json ?? null, id.output);
  return `${name} ${plainText(given ?? made ?? "")}`.trim();
}
