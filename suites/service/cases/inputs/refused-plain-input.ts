import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isDeletion, tokenMemberOf } from "#spec/resources/table-readings.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { isQuotaRefusal } from "#suites/oracles/quota.ts";
import { inWords } from "#suites/run/control/presence-of.ts";
import { judgeRefusedThoughValid, sendPlain } from "#suites/service/controls/refused-though-valid.ts";
import { mayBePast, noteHopeless, notePast, noteTaken } from "#suites/service/states/own-state.ts";
import { isIdleFor } from "./send-once-idle.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

interface Refused {
  readonly operation: Operation;
  /** What the operation creates. */
  readonly creates: Resource | undefined;
  /** What that belongs to: the shared resource of that kind, unless told. */
  readonly parent?: MadeResource | undefined;
  /** A resource of its own that the operation is asked of, in the state in which it is taken: the shared one, unless told. */
  readonly own?: MadeResource | undefined;
  /** The input is about a resource of the case's own, whatever state that is in by now. */
  readonly isOther?: boolean;
  /** Makes its plain input, for each slot with other fresh values; most answers need no comparison. */
  readonly plain: (slot: string) => JsonObject | undefined;
  /** Makes the member that the case is about, with a value that must be accepted; undefined if the plain input has it. */
  readonly member: () => JsonObject | undefined;
  readonly reply: Reply;
  /** Sends the variation once more, and judges its answer. */
  readonly again: () => Promise<Finding>;
  readonly side: "accept" | "reject";
}

/**
 * A refused variation of a plain input says nothing if the plain input itself is refused by now, in the same way or for
 * a value that must be accepted: a cluster has one identity provider, and is encrypted once. A server failure says
 * nothing if the member also fails with a valid value: by now the resource may contain what it should have refused.
 */
export async function unlessPlainRefused(
  session: ServiceSession,
  finding: Finding,
  { operation, creates, parent, own, isOther = false, plain, member, reply, again, side }: Refused,
): Promise<Finding> {
  const { plainAgain, table, staying } = session.context;
  // What it would belong to is full, by what is its own or by what stays.
  if (creates?.most !== undefined && own === undefined && !isOther && isQuotaRefusal(reply))
    notePast(session.context, operation);
  // A deletion sent for comparison would remove what it is compared with.
  if (isSuccess(reply) || finding.grade === "unclear" || isDeletion(table, operation)) return finding;
  if (creates !== undefined && staying.has(creates.name)) return finding;
  // For a good finding the plain input is sent once for all cases; a bad one must be compared with its answer now.
  const known = finding.grade === "met" ? plainAgain.get(operation.id) : undefined;
  const base = known ?? (await sendPlain(session, operation, plain("plain"), { creates, parent }));
  if (base === undefined) return finding;
  if (isSuccess(base) || !isOther) plainAgain.set(operation.id, base);
  const plainOnceIdle = () => sendPlain(session, operation, plain("plain once idle"), { creates, parent });
  const compared = { operation, creates, parent, own, plainOnceIdle };
  if (!isOther && known === undefined && (await noteState(session, compared, base)) === "of the moment") {
    const second = await again();
    // A good one may come to meet something under way once more.
    return side === "accept" && second.grade === "missed" ? notExercised(finding, "a plain input", base) : second;
  }
  if (!isSuccess(base)) {
    // Without a client token it was taken.
    const token = tokenMemberOf(operation);
    const hasToken = token !== undefined && Object.hasOwn(plain("plain") ?? {}, token);
    if (hasToken && !isOther) await judgeRefusedThoughValid(session, { operation, creates, parent, plain });
    return side === "reject" && !areAlike(base, reply) ? finding : notExercised(finding, "a plain input", base);
  }
  if (side === "accept" || reply.status < 500 || creates !== undefined) return finding;
  const valid = member();
  if (valid === undefined) return finding;
  const twin = await sendPlain(session, operation, { ...plain("member"), ...valid }, { creates, parent });
  if (twin === undefined || !areAlike(twin, reply)) return finding;
  return notExercised(finding, `a valid \`${Object.keys(valid).join(", ")}\``, twin);
}

interface InputCompared extends Pick<Refused, "operation" | "creates" | "parent" | "own"> {
  /** Sends the plain input when nothing is under way any more. */
  readonly plainOnceIdle: () => Promise<Reply | undefined>;
}

/** What the answer to a plain input says of the state that the resource is in which it is about. */
async function noteState(
  session: ServiceSession,
  { operation, creates, parent, own, plainOnceIdle }: InputCompared,
  base: Reply,
): Promise<"of the moment" | undefined> {
  if (own !== undefined) {
    if (!isSuccess(base)) noteHopeless(session, operation);
    else if (creates === undefined) noteTaken(session, operation);
    return undefined;
  }
  if (isSuccess(base) || !mayBePast(session.context, operation)) return undefined;
  if (!(await isIdleFor(session, operation, parent))) return undefined;
  // What was under way is over: what is refused still, is so for good.
  const last = await plainOnceIdle();
  if (last !== undefined && !isSuccess(last)) notePast(session.context, operation);
  if (last === undefined || !isSuccess(last)) return undefined;
  session.context.plainAgain.set(operation.id, last);
  return "of the moment";
}

function areAlike(one: Reply, other: Reply): boolean {
  return one.status === other.status && one.error.name === other.error.name;
}

function notExercised({ expected }: Finding, what: string, reply: Reply): Finding {
  return { grade: "unclear", expected, received: `not exercised: by now ${what}, too, gets ${inWords(reply)}` };
}
