import type { Minded } from "#reference/service/habits.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { isOnly } from "#reference/service/table/locate.ts";
import { shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, ServiceFaultKind, UnnamedFault } from "#reference/service/faults/service-fault.ts";
import { takesMore } from "./unminded.ts";

/** What comes of asking again: for a name that is free by now, and for what was deleted; and what tags do to others. */
export const againFaults: FaultRule = (operation, service) => {
  const { table } = service;
  const role = roleOf(table, operation.name);
  if (role.name === "tag") return taggingFaults(service);
  if (role.name === "list-tags")
    return [fault("whole ARN", "tags-shared", "Finds the resource of an ARN whatever account and Region that is of.")];
  if (role.name === "describe") return departedFaults(service, role.kinds[0]);
  if (role.name !== "create" && role.name !== "delete") return [];
  const [kind] = role.kinds;
  const isTold = operation.errors.some(({ code }) => table.taken.includes(code));
  if (role.name === "create" && kind.fixed && kind.create?.shows !== undefined && !isTold)
    return [fault("later value", "effect-missing", "Keeps what is there of the name, whatever else is sent.")];
  const isMade = kind.create !== undefined && kind.delete !== undefined && kind.describe !== undefined;
  if (!isMade || kind.fixed || kind.stays !== undefined || isOnly(table, kind)) return [];
  if (role.name === "delete")
    return operation.errors.some(({ code }) => table.unknown.includes(code))
      ? [fault("absence", "gone-remembered", "Answers a second deletion as the first.")]
      : [];
  if (kind.id.unique !== undefined && isTold)
    return [fault("others alike", "error-missing", "Makes another of what there is one of.")];
  if (!isTold || kind.id.input === undefined) return [];
  const freed = fault("freed name", "gone-remembered", "Keeps the name of what was deleted for ever.");
  const inUse = fault("one in use", "refused-done", "Refuses a name in use, and changes what has it all the same.");
  return takesMore(operation, service, kind) ? [freed, inUse] : [freed];
};

function taggingFaults(service: Service): UnnamedFault[] {
  const isDated = service.table.kinds.some(
    (kind) => kind.tags !== undefined && shapeAt(shownShape(service, kind), "/createdAt") !== undefined,
  );
  const anew = fault("the rest", "rest-lost", "Shows what was tagged as if it were created then.");
  return [fault("own tags", "tags-shared", "Adds tags to every resource of the kind."), ...(isDated ? [anew] : [])];
}

/** Of what can be made below something that goes by itself. */
function departedFaults(
  { table: { kinds }, world }: Service,
  { parent, name, id, create, stays, fixed }: ResourceKind,
): UnnamedFault[] {
  const above = kinds.find((one) => one.name === parent);
  const isNamed = create !== undefined && id.input !== undefined && !fixed;
  const isMade = isNamed && stays === undefined && !world.holding.includes(name);
  if (!isMade || above?.delete === undefined || above.id.input === undefined || above.stays !== undefined) return [];
  return [fault("departed parent", "gone-remembered", "Shows what went with the parent, once that is gone.")];
}

function fault(what: Minded, kind: ServiceFaultKind, sentence: string) {
  const habits = { minds: (_operation: unknown, minded: Minded) => minded !== what };
  return { id: `${what.toLowerCase().replaceAll(" ", "-")}.not-minded`, kind, sentence, habits };
}
