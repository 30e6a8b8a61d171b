import type { Operation } from "#reference/service/model/operation.ts";
import type { Service } from "#reference/service/service-call.ts";
import { ServiceRefusal, type RefusalReason } from "#reference/service/service-refusal.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { nameSpace } from "#reference/service/table/locate.ts";
import { roleOf } from "#reference/service/table/role.ts";
import { constraintFaults } from "#reference/service/faults/inputs/constraints.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** Other codes, other statuses and no error at all, for each reason that the operation has to refuse a request. */
export const errorFaults: FaultRule = (operation, service) =>
  reasonsOf(operation, service).flatMap((reason) => [
    ...WRONG_REFUSALS.map((wrong) => refusalFault(reason, wrong)),
    ...(reason === "invalid" ? [] : [refusalFault(reason, ACCEPTED)]),
  ]);

interface WrongRefusal {
  /** Ends the fault's id. */
  readonly end: string;
  readonly kind: UnnamedFault["kind"];
  readonly how: string;
  readonly wrong: (refusal: ServiceRefusal) => ServiceRefusal | undefined;
}

const WRONG_REFUSALS: readonly WrongRefusal[] = [
  {
    end: "wrong-code",
    kind: "wrong-error-code",
    how: "with another code",
    wrong: ({ reason, status, message, members }) =>
      new ServiceRefusal(reason, { code: "UnexpectedException", status }, message, members),
  },
  {
    end: "wrong-status",
    kind: "wrong-error-status",
    how: "with another status",
    wrong: ({ reason, code, status, message, members }) =>
      new ServiceRefusal(reason, { code, status: status === 418 ? 400 : 418 }, message, members),
  },
];

const ACCEPTED: WrongRefusal = {
  end: "accepted",
  kind: "error-missing",
  how: "with an empty success",
  wrong: () => undefined,
};

function refusalFault(reason: RefusalReason, { end, kind, how, wrong }: WrongRefusal): UnnamedFault {
  return {
    id: `${reason}.${end}`,
    kind,
    sentence: `Answers ${WHAT[reason]} ${how}.`,
    habits: { refuses: (_operation, refusal) => (refusal.reason === reason ? wrong(refusal) : refusal) },
  };
}

const WHAT: Readonly<Record<RefusalReason, string>> = {
  invalid: "invalid input",
  unknown: "what is not there",
  taken: "a name that is taken",
  "taken-by-other": "a name that a resource of another kind has",
  state: "what the state of a resource does not allow",
  limit: "one more than there may be",
  provoked: "what was asked for",
};

/** Another kind that is created by names out of the same name space. */
function isNamedBeside(table: Service["table"], kind: ResourceKind, other: ResourceKind): boolean {
  const isOther = other.name !== kind.name && other.parent === kind.parent && other.create !== undefined;
  return isOther && other.id.input !== undefined && nameSpace(table, other) === nameSpace(table, kind);
}

function reasonsOf(operation: Operation, service: Service): RefusalReason[] {
  const role = roleOf(service.table, operation.name);
  const reasons: RefusalReason[] = constraintFaults(operation, service).some(({ id }) => !id.includes(".type."))
    ? ["invalid"]
    : [];
  const { kinds = [] } = "kinds" in role ? role : {};
  const [kind] = kinds;
  const isAlone = role.name === "create" || role.name === "list";
  const isNamed = kind !== undefined && (!isAlone || kind.parent !== undefined);
  const documents = (codes: readonly string[]): boolean => operation.errors.some(({ code }) => codes.includes(code));
  const { unknown, taken } = service.table;
  if ((isNamed || role.name.includes("tag")) && documents(unknown)) reasons.push("unknown");
  const { kinds: known } = service.table;
  if (role.name === "create" && kind?.id.input !== undefined && documents(taken)) {
    reasons.push("taken");
    if (known.some((other) => isNamedBeside(service.table, kind, other))) reasons.push("taken-by-other");
  }
  return reasons;
}
