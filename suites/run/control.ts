import { encodeInput } from "../../protocol/encode.ts";
import type { Case } from "../session/case.ts";
import { check } from "../oracles/finding.ts";
import { roleProblem, sendPropagated } from "../session/propagation.ts";
import { isSuccess, isUnreachable, describeReply, type Reply } from "../../protocol/reply.ts";
import type { CaseSession } from "../session/session.ts";
import type { Exchange, WireRequest } from "../../protocol/exchange.ts";

export type OperationStatus = "implemented" | "not-implemented" | "unreachable" | "no-access" | "no-role" | "broken";

export interface ControlResult {
  readonly status: OperationStatus;
  /** In words, for the record. */
  readonly reason: string;
  /** The exchange that decided. */
  readonly exchange?: Exchange;
}

const NOT_IMPLEMENTED_NAMES =
  /^(UnknownOperation|NotImplemented|MethodNotAllowed|InvalidAction|NoSuchBucket|MissingAuthenticationToken)/;
const NO_ACCESS_NAMES =
  /^(AccessDenied|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|IncompleteSignature|OptInRequired|InvalidClientTokenId|NotAuthorized)/;
const ABSURD = "-zzz-no-such-operation";

/**
 * Looks whether an operation is there at all: its answer to a request that must succeed (or, for a name nobody
 * registered, must be a 404 of the documented type) against the answer to an absurd path beside it. An operation that
 * is not there answers both in the same way, whatever status and error it picks for that.
 */
export async function probeOperation(
  session: CaseSession,
  request: WireRequest,
  isAnswered: (reply: Reply) => boolean,
): Promise<ControlResult> {
  const reply = await sendPropagated(session, request);
  const result = await statusOf(session, request, reply, isAnswered);
  // That an operation is not there is said once: how its absence is worded is a matter of unknown paths.
  if (result.status !== "not-implemented") session.judgeAnswer(reply, request);
  return { ...result, exchange: reply.exchange };
}

async function statusOf(
  session: CaseSession,
  request: WireRequest,
  reply: Reply,
  isAnswered: (reply: Reply) => boolean,
): Promise<ControlResult> {
  const reason = describeReply(reply);
  if (isAnswered(reply)) return { status: "implemented", reason };
  const { failure } = reply.exchange;
  if (isUnreachable(reply)) return { status: "unreachable", reason: failure?.message ?? reason };
  if (failure !== undefined || isSuccess(reply)) return { status: "broken", reason };
  if (NO_ACCESS_NAMES.test(reply.error.name ?? "")) return { status: "no-access", reason };
  const problem = session.context.profile.propagationMs > 0 ? roleProblem(reply) : undefined;
  if (problem !== undefined) return { status: "no-role", reason: `${reason}: ${problem}` };
  const absurd = await session.send({ ...request, path: absurdPath(request.path) }, { observed: true, aside: true });
  if (sameRefusal(reply, absurd)) {
    return { status: "not-implemented", reason: `${reason}, as for a path that does not exist` };
  }
  return { status: saysAbsent(reply) ? "not-implemented" : "broken", reason };
}

/** `/clusters/x?y` becomes `/clusters-zzz-no-such-operation/x?y`. */
function absurdPath(path: string): string {
  return path.replace(/^\/([^/?]+)/, `/$1${ABSURD}`);
}

function sameRefusal(reply: Reply, absurd: Reply): boolean {
  if (reply.status >= 500 && reply.status !== 501) return false;
  return (
    reply.status === absurd.status && reply.error.name === absurd.error.name && reply.mediaType === absurd.mediaType
  );
}

function saysAbsent(reply: Reply): boolean {
  if (NOT_IMPLEMENTED_NAMES.test(reply.error.name ?? "")) return true;
  return reply.status === 405 || reply.status === 501 || (reply.status === 404 && reply.json === undefined);
}

/** Why nothing can be learnt from an endpoint whose answer to a valid registration is this, in words that help. */
export function stopReason({ status, reason }: ControlResult): string | undefined {
  switch (status) {
    case "unreachable":
      return `the endpoint cannot be reached: ${reason}`;
    case "no-access":
      return /AccessDenied/.test(reason)
        ? `the endpoint denies access: ${reason}; \`eks-conformance iam-policy\` prints the policy that the caller needs`
        : `the endpoint denies access: ${reason}`;
    case "no-role":
      return `no cluster can be registered: ${reason}`;
    case "implemented":
    case "not-implemented":
    case "broken":
      return undefined;
  }
}

/** The one valid registration that must succeed before any refusal counts for something. */
export function positiveControl(onResult: (result: ControlResult) => void): Case {
  return {
    id: "register/control/minimal",
    kind: "control",
    requirements: ["register.route"],
    summary: "a registration with the required members only, valid in every respect",
    needs: [],
    effect: "create",
    live: 1,
    run: async (session) => {
      const operation = session.operation("RegisterCluster");
      const result = await tryRegistrations(session);
      const expected = `${operation.success.status} from ${operation.method} ${operation.path}`;
      session.judge("register.route", judgeControl(result, expected), result.exchange);
      onResult(result);
    },
  };
}

/** Minimal, full, then minimal again: one of them accepted shows that the operation is there. */
async function tryRegistrations(session: CaseSession): Promise<ControlResult> {
  const operation = session.operation("RegisterCluster");
  const { minimal, full } = session.inputs(operation.id);
  let first: ControlResult | undefined;
  for (const input of [minimal(session.salt("minimal")), full(session.salt("full")), minimal(session.salt("again"))]) {
    const request = encodeInput(operation, input);
    if (request === undefined) continue;
    const result = await probeOperation(session, request, (reply) => reply.status === operation.success.status);
    // Silence is not a matter of the input: asking three times only takes three times as long.
    if (result.status !== "broken" || session.lost) return result;
    first ??= result;
  }
  return first ?? { status: "broken", reason: "no valid registration could be made from the contract" };
}

function judgeControl({ status, reason }: ControlResult, expected: string): ReturnType<typeof check> {
  if (stopReason({ status, reason }) !== undefined) return { grade: "unclear", expected, received: reason };
  return check(status === "implemented", expected, reason);
}
