import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { memberPath } from "#spec/derived/constraint.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { childPointer, pointerTokens } from "#spec/json/json-pointer.ts";
import type { Goal } from "./goal.ts";
import { hasValueAt } from "./value-at.ts";

/** Each member that an operation takes, in whatever request, and each that its success gives back; null is no member. */
export function memberGoals({ id, input, success }: Operation): Goal[] {
  const sent = memberPointers(input).map((pointer): Goal => {
    const tokens = pointerTokens(pointer);
    return {
      part: "members-sent",
      name: nameOf(id, pointer),
      isSeenIn: ({ request }) => hasValueAt(request().input, tokens, isThere),
    };
  });
  const received = memberPointers(success.schema).map((pointer): Goal => {
    const tokens = pointerTokens(pointer);
    return {
      part: "members-received",
      name: nameOf(id, pointer),
      isSeenIn: ({ status, json }) => status === success.status && hasValueAt(json(), tokens, isThere),
    };
  });
  return [...sent, ...received];
}

function isThere(value: JsonValue): boolean {
  return value !== null;
}

function nameOf(operation: string, pointer: string): string {
  return `${operation} ${memberPath({ pointer })}`;
}

/** `above`: the schemas that a pointer leads through; one that holds itself is gone through once. */
function memberPointers(schema: JsonSchema, pointer = "", above: readonly JsonSchema[] = []): string[] {
  if (above.includes(schema)) return [];
  const inside = [...above, schema];
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const at = childPointer(`${pointer}/properties`, name);
    return [at, ...memberPointers(member, at, inside)];
  });
  const { items, additionalProperties } = schema;
  return [
    ...members,
    ...(items === undefined ? [] : memberPointers(items, `${pointer}/items`, inside)),
    ...(typeof additionalProperties === "object"
      ? memberPointers(additionalProperties, `${pointer}/additionalProperties`, inside)
      : []),
  ];
}
