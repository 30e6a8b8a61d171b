import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { isObject } from "#reference/wire/json-document.ts";
import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { memberOf, type Shape } from "#reference/service/model/shape.ts";
import { TIMES_OF_CHANGE, times } from "#reference/service/resource/new-resource.ts";
import { basePointer, shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** What goes wrong with what is sent to create or change a resource, though the request is carried out. */
export const changeFaults: FaultRule = (operation, service) => {
  const role = roleOf(service.table, operation.name);
  if (role.name !== "create" && role.name !== "update") return [];
  const [kind] = role.kinds;
  const shows = (role.name === "create" ? kind.create : kind.describe)?.shows;
  if (kind.describe === undefined || kind.create === undefined || shows === undefined) return [];
  return [
    ...answeredFaults(operation, service, { kind, shows }),
    ...timeFaults(operation, service, { kind, role: role.name, shows }),
    ...(role.name === "update" ? updateFaults(operation, service, kind) : []),
  ];
};

/** The answer says something else than was sent, and than any later answer. */
function answeredFaults(
  { name, output }: Operation,
  { table }: Service,
  { kind, shows }: { readonly kind: ResourceKind; readonly shows: string },
): UnnamedFault[] {
  const apart = [kind.id.input, kind.tags?.input].flatMap((pointer) => pointer?.split("/")[1] ?? []);
  const names = Object.entries(table.inputs[name] ?? {}).flatMap(([member, value]) =>
    apart.includes(member) || isObject(value) || isNameOfOther(value) ? [] : [member],
  );
  const at = names.map((each) => `${shows}/${each}`).find((each) => shapeAt(output, each) !== undefined);
  if (at === undefined) return [];
  return [
    {
      id: "answer.other",
      kind: "answer-other",
      sentence: `Answers with another ${at} than was sent.`,
      habits: { answers: (_operation, document) => changed(document, at) },
    },
  ];
}

/** A placeholder of what it belongs to: that it is another is told by what is asked for. */
function isNameOfOther(value: JsonValue): boolean {
  return typeof value === "string" && /^\$(?!roleArn|subnetIds)/.test(value);
}

function changed(document: OutputDocument, at: string): OutputDocument {
  const value = valueAt(document, at);
  if (value === undefined) return document;
  return withValueAt(document as JsonObject, at, otherThan(value as JsonValue));
}

function otherThan(value: JsonValue): JsonValue {
  if (typeof value === "string") return `${value}x`;
  if (typeof value === "number") return value + 1;
  return typeof value === "boolean" ? !value : Array.isArray(value) ? [...value, ...value.slice(0, 1)] : value;
}

/** Times that nobody's clock shows, or that stand still. */
function timeFaults(
  { output }: Operation,
  service: Service,
  { kind, role, shows }: { readonly kind: ResourceKind; readonly role: "create" | "update"; readonly shows: string },
): UnnamedFault[] {
  const modified = times(shapeAt(shownShape(service, kind), basePointer(kind)), TIMES_OF_CHANGE);
  if (role === "create")
    return shapeAt(output, `${shows}/createdAt`) === undefined
      ? []
      : [
          {
            id: "clock.not-minded",
            kind: "time-wrong",
            sentence: "Takes the time of another zone for that at which it made the resource.",
            habits: { minds: (_operation, what) => what !== "clock" },
          },
        ];
  if (modified.length === 0 || kind.stays !== undefined) return [];
  return [
    {
      id: "time-of-change.not-minded",
      kind: "time-wrong",
      sentence: "Shows what it changed as modified when it was before.",
      habits: { minds: (_operation, what) => what !== "time of change" },
    },
  ];
}

function updateFaults({ input }: Operation, service: Service, kind: ResourceKind): UnnamedFault[] {
  const shown = shownShape(service, kind);
  const takes = (isMeant: Parameters<typeof isShownAsSent>[2]): boolean =>
    input.some(
      ({ name, shape, binding }) => binding.in === "body" && isShownAsSent(shape, memberOf(shown, name), isMeant),
    );
  const faults: UnnamedFault[] = [];
  if (kind.ready !== undefined)
    faults.push({
      id: "settling.not-minded",
      kind: "never-ready",
      sentence: "Never comes to an end with what it changed.",
      habits: { minds: (_operation, what) => what !== "settling" },
    });
  if (takes(canBeOff))
    faults.push({
      id: "off.dropped",
      kind: "off-dropped",
      sentence: "Takes what is false or zero for what was not sent.",
      habits: { takes: (_operation, sent) => withoutValues(sent, isOff) as JsonObject },
    });
  if (takes(canBeEmpty))
    faults.push({
      id: "empty.dropped",
      kind: "empty-dropped",
      sentence: "Takes an empty list for one that was not sent.",
      habits: { takes: (_operation, sent) => withoutValues(sent, isEmptyList) as JsonObject },
    });
  return faults;
}

/** Whether a member of such a shape is shown as it is sent. */
function isShownAsSent(
  sent: Shape,
  shown: Shape | undefined,
  isMeant: (sent: Shape, shown: Shape) => boolean,
): boolean {
  if (shown === undefined || shown.kind !== sent.kind) return false;
  return sent.kind === "structure"
    ? sent.members.some(({ name, shape }) => isShownAsSent(shape, memberOf(shown, name), isMeant))
    : isMeant(sent, shown);
}

function canBeOff({ kind }: Shape): boolean {
  return kind === "boolean";
}

/** A list of plain values. */
function canBeEmpty(sent: Shape, shown: Shape): boolean {
  return sent.kind === "list" && sent.element?.kind === "string" && shown.element?.kind === "string";
}

/** What was sent, but for members with such a value. */
function withoutValues(value: JsonValue, isDropped: (member: JsonValue) => boolean): JsonValue {
  if (!isObject(value)) return value;
  const kept = (Object.entries(value) as [string, JsonValue][]).filter(([, member]) => !isDropped(member));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutValues(member, isDropped)]));
}

function isOff(value: JsonValue): boolean {
  return value === false || value === 0;
}

function isEmptyList(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}
