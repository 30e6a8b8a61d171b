import type { Minded } from "../../habits.ts";
import { isOnly } from "../../table/locate.ts";
import { roleOf } from "../../table/role.ts";
import type { FaultRule, ServiceFaultKind } from "../service-fault.ts";

/** What comes of asking again: for a name that is free by now, and for what was deleted; and what tags do to others. */
export const againFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  if (role.name === "tag") return [fault("own tags", "tags-shared", "Adds tags to every resource of the kind.")];
  if (role.name !== "create" && role.name !== "delete") return [];
  const [kind] = role.kinds;
  const isMade = kind.create !== undefined && kind.delete !== undefined && kind.describe !== undefined;
  if (!isMade || kind.fixed || kind.stays !== undefined || isOnly(table, kind)) return [];
  if (role.name === "delete")
    return operation.errors.some(({ code }) => table.unknown.includes(code))
      ? [fault("absence", "gone-remembered", "Answers a second deletion as the first.")]
      : [];
  if (kind.id.input === undefined) return [];
  const isTold = operation.errors.some(({ code }) => table.taken.includes(code));
  return isTold ? [fault("freed name", "gone-remembered", "Keeps the name of what was deleted for ever.")] : [];
};

function fault(what: Minded, kind: ServiceFaultKind, sentence: string) {
  const habits = { minds: (_operation: unknown, minded: Minded) => minded !== what };
  return { id: `${what.replaceAll(" ", "-")}.not-minded`, kind, sentence, habits };
}
