import type { ServiceCall } from "#reference/service/service-call.ts";
import { ServiceRefusal, type RefusalReason } from "#reference/service/service-refusal.ts";
import type { ModelError } from "#reference/service/model/operation.ts";
import { pointerTo } from "#reference/service/table/locate.ts";
import { valueAt } from "#reference/service/answers/pointer.ts";

type RefusedCall = Pick<ServiceCall, "service" | "operation" | "input">;

/** The error of an input that breaks the model. */
export function refuseInvalid(call: RefusedCall, message: string): ServiceRefusal {
  return refuse(call, "invalid", [], message);
}

/** The error of a resource that is not there. */
export function refuseUnknown(call: RefusedCall, message: string): ServiceRefusal {
  return refuse(call, "unknown", call.service.table.unknown, message);
}

/** The error of a name that is taken, or of a resource that something else still needs. */
export function refuseTaken(
  call: RefusedCall,
  message: string,
  reason: "taken" | "taken-by-other" = "taken",
): ServiceRefusal {
  return refuse(call, reason, call.service.table.taken, message);
}

/** The error of what the state of a resource does not allow: none of the model's that is about a name, if there is one. */
export function refuseInvalidState(call: RefusedCall, message: string): ServiceRefusal {
  return refuse(call, "state", STATE, message);
}

/** The error of one more than there may be: of a name that is in use, where the model has none for that. */
export function refuseOverLimit(call: RefusedCall, message: string): ServiceRefusal {
  return refuse(call, "limit", [...LIMIT, ...call.service.table.taken], message);
}

/** An error that no operation of EKS has. */
export function refuseAsConflict(): ServiceRefusal {
  return new ServiceRefusal("state", { code: "ConflictException", status: 409 }, "It is being deleted.");
}

const LIMIT = ["ResourceLimitExceededException"];
const STATE = ["InvalidRequestException", "InvalidStateException"];

/** The first of the errors that the operation documents; where it documents none, one for invalid input. */
function refuse(call: RefusedCall, reason: RefusalReason, names: readonly string[], message: string): ServiceRefusal {
  const { errors } = call.operation;
  const { invalid } = call.service.world;
  const [documented] = [...names, ...invalid].flatMap((name) => errors.find(({ code }) => code === name) ?? []);
  const error = documented ?? errors.find(({ status }) => status === 400);
  if (error === undefined) {
    return new ServiceRefusal(reason, { code: names[0] ?? invalid[0] ?? "ValidationException", status: 400 }, message);
  }
  return new ServiceRefusal(reason, error, message, identityMembers(call, error));
}

/** The members of an error that say what it is about, `clusterName` and the like, as far as the input names that. */
function identityMembers({ service, operation, input }: RefusedCall, { shape }: ModelError): Record<string, unknown> {
  const members = shape.members.map(({ name }) => name);
  const named = service.table.kinds.flatMap((kind) => {
    const pointer =
      kind.create?.operation === operation.name ? kind.id.input : pointerTo(service.table, kind, operation.name);
    const member = members.find((name) => isAbout(kind.name, name));
    const value = pointer === undefined ? undefined : valueAt(input, pointer);
    return member === undefined || typeof value !== "string" ? [] : [[member, value] as const];
  });
  return Object.fromEntries(named);
}

/** Whether a member such as `subscriptionId` is about a kind such as `eks-anywhere-subscription`. */
function isAbout(kind: string, member: string): boolean {
  const stem = /^(.*)(Name|Id)$/.exec(member)?.[1]?.toLowerCase();
  return stem !== undefined && kind.replaceAll("-", "").endsWith(stem);
}

/** An error that the request asks for, with what it is about. */
export function provoked(call: RefusedCall, error: ModelError): ServiceRefusal {
  return new ServiceRefusal("provoked", error, "Provoked by the request.", identityMembers(call, error));
}
