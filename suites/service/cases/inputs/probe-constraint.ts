import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import type { GeneratedInput } from "../../../../generators/schema/generated-input.ts";
import { tellingValue } from "../../../../generators/schema/telling-value.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { LONGEST_URI } from "../../../../protocol/longest-uri.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";
import type { Constraint } from "../../../../spec/requirement.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import { tokenMemberOf } from "../../../../spec/resources/table-readings.ts";
import { bearsOut, labelOf } from "../../../oracles/request/expectation.ts";
import { newPlainInput } from "../../inputs/plain-input.ts";
import { withClientToken } from "../../inputs/with-client-token.ts";
import { judgeConstraint } from "../../judging/judge-constraint.ts";
import { judgeUndone } from "../../judging/judge-undone.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";
import { noteSpoilt } from "../../spoilt-resources.ts";
import { mayHaveWorked } from "../../creating/after-failure.ts";
import { inBase } from "./in-base.ts";
import { unlessPlainRefused } from "./refused-plain-input.ts";
import { sendOnceIdle, unlessOfTheMoment } from "./send-once-idle.ts";
import { addsTags, takeTagsOff } from "../tagging/without-tags.ts";

const COUNTS = /^(?:min|max)(?:Properties|Items)$/;

/** A value next to a limit, which is to be sent in the plain input of its operation. */
export interface ConstraintProbe {
  readonly generated: GeneratedInput;
  readonly constraint: Constraint;
  readonly creates: Resource | undefined;
  /** The inputs with and without the value have client tokens, if the value is not about theirs. */
  readonly hasToken: boolean;
  /** What the value is put into, for each slot with other fresh values: the plain input, unless told. */
  readonly base?: (slot: string) => JsonObject | undefined;
  /** What is created would belong to it: to the shared resource of that kind, unless told. */
  readonly parent?: MadeResource | undefined;
  /** Whether a refused creation has made something is looked for. */
  readonly looksAfter?: boolean;
}

/** Octets of a body that common servers take unless they are told otherwise, and the status by which they take no more. */
const SMALL_BODY = 100_000;
const TOO_LARGE = 413;

/** Sends the value in the operation's plain input, and has the answer judged; undefined where it cannot be sent. */
export async function probeConstraint(
  session: ServiceSession,
  operation: Operation,
  { generated, constraint, creates, hasToken, parent, base: given, looksAfter = false }: ConstraintProbe,
): Promise<Reply | undefined> {
  const { context } = session;
  const isTokened = hasToken && outermost(constraint) !== tokenMemberOf(operation);
  const plain = (slot: string): JsonObject | undefined => {
    const salt = session.salt(slot);
    const input = given === undefined ? newPlainInput(context, operation.id, { creates, salt }) : given(slot);
    return input && isTokened ? withClientToken(context, operation, input, salt) : input;
  };
  const base = plain("");
  const input = base && inBase(base, generated.input, constraint);
  const request = input && encodeInput(operation, input);
  // A URL cannot carry every value, and the server may read another value from it than was put in.
  if (base === undefined || input === undefined || request === undefined) return undefined;
  if (request.path.length > LONGEST_URI) return undefined;
  const classification = session.classify(request);
  if (!bearsOut(classification, labelOf(constraint))) return undefined;
  const { tagging } = context.table;
  const needsRoom = tagging !== undefined && addsTags(operation, constraint, tagging);
  if (needsRoom && !(await takeTagsOff(session, input, tagging))) return undefined;
  const keepsCount = COUNTS.test(constraint.keyword);
  // What is only observed is not worth the time that a change may take.
  const isPatient = context.requirements.get(constraint.requirement)?.level !== "INFO";
  const send = async (): Promise<Reply> =>
    creates === undefined
      ? session.send(request)
      : (await session.create(creates, request, { input, parent, keepsCount })).reply;
  const reply = creates === undefined && isPatient ? await sendOnceIdle(session, operation, request) : await send();
  // HTTP's own layer may refuse a large body, whatever is in it.
  if (reply.status === TOO_LARGE && (request.body?.length ?? 0) > SMALL_BODY) {
    context.tooLarge.add(constraint.requirement);
    return reply;
  }
  // Whether it is refused is asked of the plain input; of what is particular, how it is.
  if (given !== undefined && mayBeTaken(reply)) return reply;
  if (creates === undefined && isSuccess(reply) && constraint.side === "reject") noteSpoilt(context, operation, reply);
  const judge = (one: Reply) =>
    judgeConstraint({ reply: one, operation, constraint, creates, context }, classification);
  const graded = judge(reply);
  const charged = await unlessPlainRefused(session, graded, {
    operation,
    creates,
    parent,
    plain,
    member: () => validMember(context, operation, constraint, base),
    reply,
    side: constraint.side,
  });
  const last =
    constraint.side === "accept"
      ? await unlessOfTheMoment(session, charged, { operation, creates, parent, reply, send, judge })
      : { finding: charged, reply };
  session.judge(constraint.requirement, last.finding, last.reply.exchange);
  if (looksAfter && creates !== undefined) await judgeUndone(session, creates, { input, parent, reply: last.reply });
  // What is full has no room for the tags of the cases after it.
  if (needsRoom) await takeTagsOff(session, input, tagging);
  return reply;
}

/** Whether a value may have been taken that breaks a limit. */
export function mayBeTaken(reply: Reply): boolean {
  return isSuccess(reply) || mayHaveWorked(reply);
}

function outermost({ pointer, member = "" }: Constraint): string {
  const [, name = member] = pointerTokens(pointer);
  return name;
}

/** A valid value of the outermost member that a constraint is about; undefined if the plain input has that member. */
function validMember(
  { generation }: ServiceContext,
  { input }: Operation,
  constraint: Constraint,
  plain: JsonObject,
): JsonObject | undefined {
  const name = outermost(constraint);
  const schema = input.properties?.[name];
  const value = schema === undefined || Object.hasOwn(plain, name) ? undefined : tellingValue(schema, generation, name);
  return value === undefined ? undefined : { [name]: value };
}
