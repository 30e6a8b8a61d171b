import { memberOf, type Shape } from "#reference/service/model/shape.ts";
import { shownShape } from "#reference/service/resource/shown-shape.ts";
import { isOnly } from "#reference/service/table/locate.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule } from "#reference/service/faults/service-fault.ts";

/** Two members that are kept each by itself, and not both. */
export const pairFaults: FaultRule = (operation, service) => {
  const role = roleOf(service.table, operation.name);
  if (role.name !== "create" && role.name !== "update") return [];
  const [kind] = role.kinds;
  const plain = service.table.inputs[operation.name];
  if (plain === undefined || kind.describe === undefined) return [];
  // Where a parent has but one, another is refused whatever it has.
  if (role.name === "create" && isOnly(service.table, kind)) return [];
  const shape = shownShape(service, kind);
  const optional = operation.input.filter(({ name, shape: own }) => {
    const isApart = Object.hasOwn(plain, name) || own.token || `/${name}` === kind.tags?.input;
    return !isApart && isShown(own, memberOf(shape, name));
  });
  const lost = optional.findLast((member) => tells(member.shape, memberOf(shape, member.name)));
  const other = optional.find((member) => member !== lost);
  if (lost === undefined || other === undefined) return [];
  return [
    {
      id: "pair.one-lost",
      kind: "pair-lost",
      sentence: `Forgets ${lost.name} where ${other.name} is sent, too.`,
      habits: {
        takes: (_operation, { [lost.name]: one, ...rest }) =>
          one === undefined || rest[other.name] !== undefined ? rest : { ...rest, [lost.name]: one },
      },
    },
  ];
};

/** Whether what is sent is shown in the same form, or a part of it. */
function isShown(sent: Shape, shown: Shape | undefined): boolean {
  if (shown?.kind !== sent.kind) return false;
  if (sent.kind !== "structure") return sent.element === undefined || shown.element?.kind === sent.element.kind;
  return sent.members.some(({ name, shape }) => isShown(shape, memberOf(shown, name)));
}

/** Whether one value of it can be told from another that was there before: a truth may have been the same. */
function tells(sent: Shape, shown: Shape | undefined): boolean {
  if (!isShown(sent, shown)) return false;
  if (sent.kind === "string") return sent.values === undefined || sent.values.length > 1;
  if (sent.kind !== "structure") return sent.kind === "integer" || sent.kind === "number";
  return sent.members.some(({ name, shape }) => tells(shape, memberOf(shown, name)));
}
