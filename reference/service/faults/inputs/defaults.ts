import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { kebab } from "#reference/kebab.ts";
import { valueAt, withoutValueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { inputShape, shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** What is not sent is taken for something else than the documentation says: for nothing, where it can be. */
export const defaultFaults: FaultRule = (operation, service) => {
  const role = roleOf(service.table, operation.name);
  if (role.name !== "create" && role.name !== "update") return [];
  const [kind] = role.kinds;
  return [...(role.name === "create" ? unsentFaults(operation, kind) : []), ...zeroFaults(operation, service, kind)];
};

function unsentFaults(operation: Operation, { defaults = {} }: ResourceKind): UnnamedFault[] {
  return Object.entries(defaults).flatMap(([at, value]): UnnamedFault[] => {
    const id = at.slice(1).split("/").map(kebab).join(".");
    const other = otherThan(value, inputShape({ operation }, at));
    const unlessOther: UnnamedFault = {
      id: `${id}.default-other`,
      kind: "default-other",
      sentence: `Takes ${JSON.stringify(other)} for ${at} where it was sent none.`,
      habits: { takes: (_operation, sent) => (valueAt(sent, at) === undefined ? withValueAt(sent, at, other) : sent) },
    };
    return value === true ? [unlessOther, evenIfFalse(id, at)] : [unlessOther];
  });
}

/** Numbers that may be zero, where they are shown as they are sent. */
function zeroFaults({ input, name: id }: Operation, service: Service, kind: ResourceKind): UnnamedFault[] {
  const shown = shownShape(service, kind);
  const unshown = service.table.doubts[id] ?? [];
  return input.flatMap(({ name, shape }) => {
    const at = numbersFromZero(shape, `/${name}`).filter(
      (pointer) => shapeAt(shown, pointer) !== undefined && !unshown.includes(pointer),
    );
    const takes = (sent: JsonObject): JsonObject =>
      at.reduce((kept, each) => (valueAt(kept, each) === 0 ? withoutValueAt(kept, each) : kept), sent);
    const fault: UnnamedFault = {
      id: `${kebab(name)}.zero-missing`,
      kind: "zero-missing",
      sentence: `Takes zero in ${name} for what was not sent.`,
      habits: { takes: (_operation, sent) => takes(sent) },
    };
    return at.length === 0 ? [] : [fault];
  });
}

function numbersFromZero({ kind, min, members }: Shape, at: string): string[] {
  if (kind === "structure") return members.flatMap(({ name, shape }) => numbersFromZero(shape, `${at}/${name}`));
  return (kind === "integer" || kind === "number") && min === 0 ? [at] : [];
}

function evenIfFalse(id: string, at: string): UnnamedFault {
  return {
    id: `${id}.default-for-false`,
    kind: "default-for-false",
    sentence: `Takes true for ${at} where it was sent false.`,
    habits: { takes: (_operation, sent) => (valueAt(sent, at) === false ? withValueAt(sent, at, true) : sent) },
  };
}

function otherThan(value: JsonValue, shape: Shape | undefined): JsonValue {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return 0;
  if (Array.isArray(value)) return [];
  const another = shape?.values?.find((each) => each !== value);
  return typeof another === "string" ? another : "";
}
