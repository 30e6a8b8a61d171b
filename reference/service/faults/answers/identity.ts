import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { kebab } from "#reference/kebab.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { Minded } from "#reference/service/habits.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import { shapeAt } from "#reference/service/resource/shown-shape.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** Answers about one resource that say otherwise who it is than that to its creation. */
export const identityFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  const kind = "kinds" in role && role.kinds.length === 1 ? role.kinds[0] : undefined;
  return kind === undefined ? [] : changedIdentity(operation, kind, role.name);
};

/** When a resource was made, in what this service shows. */
const CREATED = "/createdAt";
const HOUR = 3_600;

/** Another ARN, or another time of creation, than the answer to the creation had. */
function changedIdentity(operation: Operation, kind: ResourceKind, role: string): UnnamedFault[] {
  const { create, arn, describe, list } = kind;
  if (create?.shows === undefined || role === "create" || role === "other") return [];
  const shows =
    role === "list" ? list?.at : (operation.name === kind.delete?.operation ? kind.delete : describe)?.shows;
  if (shows === undefined) return [];
  const inOne = role === "list" ? `${shows}/0` : shows;
  const changes = [
    [arn, (value: JsonValue) => (typeof value === "string" ? value.replace(/:\d{12}:/, ":999999999999:") : value)],
    [CREATED, (value: JsonValue) => (typeof value === "number" ? value + HOUR : value)],
  ] as const;
  return changes.flatMap(([at, change]): UnnamedFault[] => {
    if (at === undefined || shapeAt(operation.output, `${inOne}${at}`) === undefined) return [];
    const each = (shown: JsonValue): JsonValue => {
      const value = (valueAt(shown, at) ?? null) as JsonValue;
      return value === null ? shown : withValueAt(shown as JsonObject, at, change(value));
    };
    return [
      {
        id: `${kebab(at.slice(1))}.changed`,
        kind: "identity-changed",
        sentence: `Shows another ${at} than the resource was created with.`,
        habits: { answers: (_operation, document) => changedAt(document, shows, each) },
      },
    ];
  });
}

function changedAt(document: OutputDocument, at: string, change: (shown: JsonValue) => JsonValue): OutputDocument {
  const shown = (valueAt(document, at) ?? null) as JsonValue;
  if (shown === null) return document;
  return withValueAt(document as JsonObject, at, Array.isArray(shown) ? shown.map(change) : change(shown));
}

/**
 * ARNs that are wrong from the creation on: without the account, where that of what it belongs to has one, or with the
 * name in capitals.
 */
export const arnFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  if (role.name !== "create") return [];
  const [{ arn, describe, parent, id, fixed }] = role.kinds;
  const above = table.kinds.find(({ name }) => name === parent);
  if (arn === undefined || describe === undefined) return [];
  const isWithin = above?.arn !== undefined;
  // An ARN is no plain part of another one.
  const isNamed = id.input !== undefined && !fixed && !id.input.toLowerCase().endsWith("arn");
  return [
    ...(isWithin ? [wrongArn("arn.account.missing", "Gives it an ARN without the account.", "account")] : []),
    ...(isNamed ? [wrongArn("arn.name.capitals", "Gives it an ARN with its name in capitals.", "case in ARNs")] : []),
  ];
};

function wrongArn(id: string, sentence: string, ignored: Minded): UnnamedFault {
  return { id, kind: "arn-wrong", sentence, habits: { minds: (_operation, what) => what !== ignored } };
}
