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
import { anotherInState, inOwnState, noteTaken } from "../../states/own-state.ts";
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
  probe: ConstraintProbe,
): Promise<Reply | undefined> {
  const isOther = probe.base !== undefined || probe.parent !== undefined;
  if (isOther) return probeOf(session, operation, probe, undefined);
  return inOwnState(session, operation, (own) => probeOf(session, operation, probe, own));
}

async function probeOf(
  session: ServiceSession,
  operation: Operation,
  { generated, constraint, creates, hasToken, parent: below, base: given, looksAfter = false }: ConstraintProbe,
  own: MadeResource | undefined,
): Promise<Reply | undefined> {
  const { context } = session;
  const parent = below ?? (creates && own);
  const isTokened = hasToken && outermost(constraint) !== tokenMemberOf(operation);
  const plainFor = (slot: string, made: MadeResource | undefined): JsonObject | undefined => {
    const salt = session.salt(slot);
    const input = given === undefined ? newPlainInput(context, operation.id, { creates, salt, made }) : given(slot);
    return input && isTokened ? withClientToken(context, operation, input, salt) : input;
  };
  const plain = (slot: string): JsonObject | undefined => plainFor(slot, own);
  const inputFrom = (one: JsonObject | undefined): JsonObject | undefined =>
    one && inBase(one, generated.input, constraint);
  const base = plain("");
  const input = inputFrom(base);
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
  const sendInTurn = (): Promise<Reply> =>
    creates === undefined && isPatient ? sendOnceIdle(session, operation, request, own) : send();
  const reply = await sendInTurn();
  // HTTP's own layer may refuse a large body, whatever is in it.
  if (reply.status === TOO_LARGE && (request.body?.length ?? 0) > SMALL_BODY) {
    context.tooLarge.add(constraint.requirement);
    return reply;
  }
  // Whether it is refused is asked of the plain input; of what is particular, how it is.
  if (given !== undefined && mayBeTaken(reply)) return reply;
  const isChanged = creates === undefined && mayBeTaken(reply);
  if (isChanged && own !== undefined) noteTaken(session, operation);
  if (isChanged && own === undefined && isSuccess(reply) && constraint.side === "reject")
    noteSpoilt(context, operation, reply);
  const judge = (one: Reply) =>
    judgeConstraint({ reply: one, operation, constraint, creates, context }, classification);
  let latest = reply;
  const graded = judge(reply);
  const charged = await unlessPlainRefused(session, graded, {
    operation,
    creates,
    parent,
    own,
    isOther: given !== undefined,
    plain,
    member: () => validMember(context, operation, constraint, base),
    reply,
    again: async () => {
      latest = await sendInTurn();
      return judge(latest);
    },
    side: constraint.side,
  });
  // What a case of the operation's own asks of a resource in the right state says nothing here.
  if (given !== undefined && charged.grade === "unclear" && graded.grade !== "unclear") return reply;
  // The plain input that it was compared with may have been taken meanwhile.
  const sendAgain = async (): Promise<Reply> => {
    const another = creates === undefined && own !== undefined ? await anotherInState(session, operation) : undefined;
    const other = another && inputFrom(plainFor("again", another));
    const again = other && encodeInput(operation, other);
    if (again === undefined) return send();
    const answer = await session.send(again);
    if (mayBeTaken(answer)) noteTaken(session, operation);
    return answer;
  };
  const last =
    constraint.side === "accept"
      ? await unlessOfTheMoment(session, charged, {
          operation,
          creates,
          parent,
          own,
          reply: latest,
          send: sendAgain,
          judge,
        })
      : { finding: charged, reply: latest };
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
