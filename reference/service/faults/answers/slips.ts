import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { Slip } from "#reference/service/world.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** Values that the world of the service knows to be shown wrongly elsewhere, and what was to be told once shown again. */
export const slipFaults: FaultRule = (operation, { table, world }) => {
  const role = roleOf(table, operation.name);
  const kinds = "kinds" in role ? role.kinds : [];
  const isToldAgain = kinds.some(
    ({ name, create, describe, delete: gone }) =>
      world.toldOnce[name] !== undefined &&
      create?.operation !== operation.name &&
      [describe, gone].some((one) => one?.operation === operation.name),
  );
  const again: UnnamedFault = {
    id: "told-again",
    kind: "told-again",
    sentence: "Shows again what only the answer to the creation tells.",
    habits: { minds: (_operation, what) => what !== "told before" },
  };
  return [...(world.slips[operation.name] ?? []).map(slipped), ...(isToldAgain ? [again] : [])];
};

function slipped({ id, sentence, at, shown }: Slip): UnnamedFault {
  const answers = (_operation: unknown, document: OutputDocument): OutputDocument => {
    const value = valueAt(document, at);
    return value === undefined ? document : withValueAt(document as JsonObject, at, shown(value as JsonValue));
  };
  return { id, kind: "shown-wrongly", sentence, habits: { answers } };
}
