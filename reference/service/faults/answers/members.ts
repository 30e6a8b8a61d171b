import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { parentPointer, valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { kebab } from "#reference/kebab.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";
import { shownMembers } from "./shown-members.ts";

/** Members of answers that are left out, and those of another type. */
export const answerFaults: FaultRule = (operation, service) =>
  shownMembers(operation, service).flatMap(({ pointer, shape, needed }): UnnamedFault[] => {
    const isBody = pointer === "";
    const place = isBody ? "body" : pointer.slice(1).split("/").map(kebab).join(".");
    const missing: UnnamedFault = {
      id: `${place}.missing`,
      kind: "member-missing",
      sentence: `Leaves ${pointer} out of its answer.`,
      habits: { answers: (_operation, document) => without(document as JsonObject, pointer) },
    };
    return [
      ...(needed && !isBody ? [missing] : []),
      {
        id: `${place}.retyped`,
        kind: "member-retyped",
        sentence: `Answers ${isBody ? "its body" : pointer} with another type.`,
        habits: { answers: (_operation, document) => retyped(document as JsonObject, pointer, shape) },
      },
    ];
  });

function without(document: JsonObject, pointer: string): JsonObject {
  const above = parentPointer(pointer);
  const holder = above === "" ? document : valueAt(document, above);
  if (typeof holder !== "object" || holder === null) return document;
  const kept = Object.entries(holder as JsonObject).filter(([name]) => name !== pointer.slice(above.length + 1));
  return withValueAt(document, above, Object.fromEntries(kept));
}

function retyped(document: JsonObject, pointer: string, shape: Shape): JsonObject {
  return valueAt(document, pointer) === undefined ? document : withValueAt(document, pointer, OTHER_TYPE[shape.kind]);
}

/** A value of another type than each. */
export const OTHER_TYPE: Readonly<Record<Shape["kind"], JsonValue>> = {
  string: 7,
  number: "seven",
  integer: "seven",
  boolean: "yes",
  list: {},
  map: "none",
  structure: [],
  any: null,
};
