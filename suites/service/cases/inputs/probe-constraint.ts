import type { GeneratedInput } from "../../../../generators/schema/generated-input.ts";
import { tellingValue } from "../../../../generators/schema/telling-value.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { LONGEST_URI } from "../../../../protocol/longest-uri.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";
import type { Constraint } from "../../../../spec/requirement.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import { bearsOut, labelOf } from "../../../oracles/request/expectation.ts";
import { newPlainInput } from "../../inputs/plain-input.ts";
import { judgeConstraint } from "../../judging/judge-constraint.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";
import { noteSpoilt } from "../../spoilt-resources.ts";
import { inBase } from "./in-base.ts";
import { unlessPlainRefused } from "./refused-plain-input.ts";
import { addsTags, takeTagsOff } from "../tagging/without-tags.ts";

const COUNTS = /^(?:min|max)(?:Properties|Items)$/;

/** A value next to a limit, which is to be sent in the plain input of its operation. */
export interface ConstraintProbe {
  readonly generated: GeneratedInput;
  readonly constraint: Constraint;
  readonly creates: Resource | undefined;
}

/** Octets of a body that common servers take unless they are told otherwise, and the status by which they take no more. */
const SMALL_BODY = 100_000;
const TOO_LARGE = 413;

/** Sends the value in the operation's plain input, and has the answer judged. */
export async function probeConstraint(
  session: ServiceSession,
  operation: Operation,
  { generated, constraint, creates }: ConstraintProbe,
): Promise<void> {
  const { context } = session;
  const base = newPlainInput(context, operation.id, { creates, salt: session.salt() });
  const input = base && inBase(base, generated.input, constraint);
  const request = input && encodeInput(operation, input);
  // A URL cannot carry every value, and the server may read another value from it than was put in.
  if (base === undefined || input === undefined || request === undefined) return;
  if (request.path.length > LONGEST_URI) return;
  const classification = session.classify(request);
  if (!bearsOut(classification, labelOf(constraint))) return;
  const { tagging } = context.table;
  const needsRoom = tagging !== undefined && addsTags(operation, constraint, tagging);
  if (needsRoom && !(await takeTagsOff(session, input, tagging))) return;
  const keepsCount = COUNTS.test(constraint.keyword);
  const { reply } =
    creates === undefined
      ? { reply: await session.send(request) }
      : await session.create(creates, request, { input, keepsCount });
  // HTTP's own layer may refuse a large body, whatever is in it.
  if (reply.status === TOO_LARGE && (request.body?.length ?? 0) > SMALL_BODY) {
    context.tooLarge.add(constraint.requirement);
    return;
  }
  if (creates === undefined && isSuccess(reply) && constraint.side === "reject") noteSpoilt(context, operation, reply);
  const graded = judgeConstraint({ reply, operation, constraint, creates, context }, classification);
  const charged = await unlessPlainRefused(session, graded, {
    operation,
    creates,
    plain: () => newPlainInput(context, operation.id, { creates, salt: session.salt("plain") }),
    member: () => validMember(context, operation, constraint, base),
    reply,
    side: constraint.side,
  });
  session.judge(constraint.requirement, charged, reply.exchange);
  // What is full has no room for the tags of the cases after it.
  if (needsRoom) await takeTagsOff(session, input, tagging);
}

/** A valid value of the outermost member that a constraint is about; undefined if the plain input has that member. */
function validMember(
  { generation }: ServiceContext,
  { input }: Operation,
  { pointer }: Constraint,
  plain: JsonObject,
): JsonObject | undefined {
  const [, name = ""] = pointerTokens(pointer);
  const schema = input.properties?.[name];
  const value = schema === undefined || Object.hasOwn(plain, name) ? undefined : tellingValue(schema, generation, name);
  return value === undefined ? undefined : { [name]: value };
}
