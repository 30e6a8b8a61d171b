import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { isDeletion } from "../../../spec/resources/table-readings.ts";
import type { Finding } from "../../oracles/finding.ts";
import type { ServiceSession } from "../service-session.ts";

interface Refused {
  readonly operation: Operation;
  /** What the operation makes. */
  readonly creates: Resource | undefined;
  /** Its plain input, with a name that is fresh or to spare. */
  readonly plain: JsonObject;
  /** The member that the case is about, with a value that must be taken, where the plain input does without it. */
  readonly member: JsonObject | undefined;
  readonly reply: Reply;
  readonly side: "accept" | "reject";
}

/**
 * What is made of a plain input, and refused, tells nothing where the plain input is refused too by now, in the same way or
 * for a value that must be taken: a cluster has one identity provider, and is encrypted once. Nor does a server's failure
 * where the member fails with a valid value, too: a resource may hold, by now, what it must not have taken.
 */
export async function unlessPlainRefused(
  session: ServiceSession,
  finding: Finding,
  { operation, creates, plain, member, reply, side }: Refused,
): Promise<Finding> {
  const { plainAgain, table } = session.context;
  // A deletion that is sent to compare has nothing to compare it with afterwards.
  if (isSuccess(reply) || finding.grade === "unclear" || isDeletion(table, operation)) return finding;
  // What is asked of the plain input for a good finding is asked once; a bad one needs to know how things stand now.
  const known = finding.grade === "met" ? plainAgain.get(operation.id) : undefined;
  const base = known ?? (await sendPlain(session, operation, plain, creates));
  if (base === undefined) return finding;
  plainAgain.set(operation.id, base);
  if (!isSuccess(base)) {
    return side === "reject" && !areAlike(base, reply) ? finding : notExercised(finding, "a plain input", base);
  }
  if (side === "accept" || reply.status < 500 || creates !== undefined || member === undefined) return finding;
  const twin = await sendPlain(session, operation, { ...plain, ...member }, creates);
  if (twin === undefined || !areAlike(twin, reply)) return finding;
  return notExercised(finding, `a valid \`${Object.keys(member).join(", ")}\``, twin);
}

function areAlike(one: Reply, other: Reply): boolean {
  return one.status === other.status && one.error.name === other.error.name;
}

function notExercised({ expected }: Finding, what: string, reply: Reply): Finding {
  return { grade: "unclear", expected, received: `not exercised: by now ${what} gets ${describeReply(reply)}, too` };
}

async function sendPlain(
  session: ServiceSession,
  operation: Operation,
  input: JsonObject,
  creates: Resource | undefined,
): Promise<Reply | undefined> {
  const request = encodeInput(operation, input);
  if (request === undefined) return undefined;
  if (creates === undefined) return session.send(request, "compared");
  return (await session.create(creates, request, { input, purpose: "later" })).reply;
}
