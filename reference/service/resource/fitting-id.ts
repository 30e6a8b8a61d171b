import { checkValue, keepsRule } from "#reference/service/input/check-value.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { pointerTo } from "#reference/service/table/locate.ts";
import { inputShape, shapeAt } from "./shown-shape.ts";

/** An identity for a resource of which the table has no example: a UUID, in the first form that the model has for it. */
export function fittingId(
  { operations, table }: Pick<Service, "operations" | "table">,
  kind: ResourceKind,
  uuid: string,
): string {
  const shapes = [kind.create, kind.describe, kind.delete].flatMap((one): Shape[] => {
    const operation = operations.find(({ name }) => name === one?.operation);
    if (operation === undefined) return [];
    const pointer = pointerTo(table, kind, operation.name);
    const shape =
      one === kind.create ? shapeAt(operation.output, kind.id.output ?? "") : inputShape({ operation }, pointer ?? "");
    return shape === undefined ? [] : [shape];
  });
  const longest = Math.min(...shapes.map(({ max = Infinity }) => max));
  const forms = formsOf(uuid).map((form) => form.slice(0, longest));
  return forms.find((form) => shapes.every((shape) => checkValue(form, shape, "", keepsRule) === undefined)) ?? uuid;
}

/** With hyphens and without, in small letters and capitals, and as digits alone. */
function formsOf(uuid: string): string[] {
  const hex = uuid.replaceAll("-", "");
  const digits = [...hex].map((digit) => parseInt(digit, 16) % 10).join("");
  return [uuid, hex, uuid.toUpperCase(), hex.toUpperCase(), digits];
}
