import type { JsonValue } from "../../../../spec/json/json.ts";
import { kebab } from "../../../kebab.ts";
import { valueAt, withValueAt } from "../../answers/pointer.ts";
import type { Shape } from "../../model/shape.ts";
import { inputShape } from "../../resource/shown-shape.ts";
import { roleOf } from "../../table/role.ts";
import type { FaultRule, UnnamedFault } from "../service-fault.ts";

/** What is not sent is taken for something else than the documentation says: for nothing, where it can be. */
export const defaultFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  if (role.name !== "create") return [];
  return Object.entries(role.kinds[0].defaults ?? {}).flatMap(([at, value]): UnnamedFault[] => {
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
};

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
