import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { kebab } from "#reference/kebab.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import { shapeAt } from "#reference/service/resource/shown-shape.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { lineage, pointerTo } from "#reference/service/table/locate.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** Answers that name, beside what they show, another parent than that of the request. */
export const repeatFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  if (!("kinds" in role)) return [];
  const [kind] = role.kinds;
  return lineage(table, kind)
    .slice(0, -1)
    .flatMap((above) => {
      const named = pointerTo(table, above, operation.name);
      return named === undefined ? [] : faultsAt(operation, kind, named.slice(named.lastIndexOf("/")));
    });
};

function faultsAt({ name, output }: Operation, kind: ResourceKind, member: string): UnnamedFault[] {
  const list = kind.list?.operation === name ? kind.list.at : undefined;
  const shows = [kind.create, kind.describe, kind.delete].find((one) => one?.operation === name)?.shows;
  const places = [
    { id: "beside", at: "", isIn: shapeAt(output, member) !== undefined },
    { id: "shown", at: shows ?? "", isIn: (shows ?? "") !== "" && shapeAt(output, `${shows}${member}`) !== undefined },
    { id: "item", at: list ?? "", isIn: list !== undefined && shapeAt(output, `${list}/0${member}`) !== undefined },
  ];
  return places.flatMap(({ id, at, isIn }): UnnamedFault[] =>
    isIn
      ? [
          {
            id: `${id}.${kebab(member.slice(1))}.other`,
            kind: "repeated-otherwise",
            sentence: `Answers with another ${member.slice(1)} than that of the request.`,
            habits: { answers: (_operation, document) => changedIn(document, at, member) },
          },
        ]
      : [],
  );
}

function changedIn(document: OutputDocument, at: string, member: string): OutputDocument {
  const change = (value: JsonValue): JsonValue => {
    const own = valueAt(value, member);
    return typeof own === "string" ? withValueAt(value as JsonObject, member, `${own}x`) : value;
  };
  if (at === "") return change(document as JsonValue) as OutputDocument;
  const shown = valueAt(document, at);
  if (shown === undefined) return document;
  const changed = Array.isArray(shown) ? (shown as JsonValue[]).map(change) : change(shown as JsonValue);
  return withValueAt(document as JsonObject, at, changed);
}
