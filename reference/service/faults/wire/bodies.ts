import type { Unread } from "#reference/service/habits.ts";
import { isUnquoted } from "#reference/service/input/unquoted.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, ServiceFaultKind, UnnamedFault } from "#reference/service/faults/service-fault.ts";

interface UnreadFault {
  readonly id: string;
  readonly kind: ServiceFaultKind;
  readonly sentence: string;
  readonly unread: Unread;
}

const FAULTS: readonly UnreadFault[] = [
  { id: "body.any-type", kind: "body-let-through", sentence: "Takes a body of any media type.", unread: "any type" },
  {
    id: "body.text-after",
    kind: "body-let-through",
    sentence: "Passes over what stands after the body's object.",
    unread: "text after it",
  },
  { id: "body.crash", kind: "body-crash", sentence: "Answers 500 to a body that is no JSON object.", unread: "crash" },
];

/** Takes a body that it cannot read for one that says nothing. */
const NOTHING: UnreadFault = {
  id: "body.no-members",
  kind: "body-let-through",
  sentence: "Takes a body that is no JSON object for an empty one.",
  unread: "no members",
};

/** An operation that takes, or crashes on, a body that it cannot read. */
export const bodyFaults: FaultRule = ({ name, input }, { table }) => {
  const inBody = input.filter(({ binding }) => binding.in === "body");
  if (inBody.length === 0) return [];
  // Where a member is required, its absence is refused as well.
  const faults = inBody.some(({ required }) => required) ? FAULTS : [...FAULTS, NOTHING];
  // A deletion that is carried out says nothing more of the others.
  const isDeletion = roleOf(table, name).name === "delete";
  const shown = isDeletion ? faults.filter(({ unread }) => unread !== "any type") : faults;
  const unreadFaults = shown.map(({ unread, ...fault }) => ({ ...fault, habits: { reads: () => unread } }));
  return inBody.some(({ shape }) => holdsUnquoted(shape)) ? [...unreadFaults, UNQUOTED] : unreadFaults;
};

const UNQUOTED: UnnamedFault = {
  id: "body.unquoted",
  kind: "body-let-through",
  sentence: "Takes a string of digits for a number, and one of a truth value for that.",
  habits: { minds: (_operation, what) => what !== "quotes" },
};

function holdsUnquoted(shape: Shape): boolean {
  const { members, element } = shape;
  if (isUnquoted(shape) || members.some((each) => holdsUnquoted(each.shape))) return true;
  return element !== undefined && holdsUnquoted(element);
}
