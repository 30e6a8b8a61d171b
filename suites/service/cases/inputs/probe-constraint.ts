import { isDeepStrictEqual } from "node:util";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { GeneratedInput } from "#generators/schema/generated-input.ts";
import { tellingValue } from "#generators/schema/telling-value.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import { LONGEST_URI } from "#protocol/longest-uri.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { assertLabel, bearsOut, labelOf } from "#suites/oracles/request/expectation.ts";
import { newPlainInput } from "#suites/service/inputs/plain-input.ts";
import { withClientToken } from "#suites/service/inputs/with-client-token.ts";
import { judgeConstraint } from "#suites/service/judging/answers/judge-constraint.ts";
import { judgeUndone } from "#suites/service/judging/made/judge-undone.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { inOwnState } from "#suites/service/states/own-state.ts";
import { inBase, outermostMember } from "./in-base.ts";
import { judgeVariation, mayBeTaken, noteChanged, sendVariation, type Variation } from "./judge-variation.ts";
import { judgeUnderName, limitsName } from "./name-at-limit.ts";
import { judgeShownAtLimit } from "./shown-at-limit.ts";
import { addsTags, putTagsOn, takeTagsOff } from "#suites/service/cases/tagging/without-tags.ts";

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
  probe: ConstraintProbe,
  own: MadeResource | undefined,
): Promise<Reply | undefined> {
  const { context } = session;
  const { constraint, creates, base: given, looksAfter = false } = probe;
  const variation = variationOf(session, operation, probe, own);
  const base = variation.plain("", own);
  const changed = base && variation.change(base);
  // A URL cannot carry every value, and the server may read another value from it than was put in.
  if (base === undefined || changed === undefined || changed.request.path.length > LONGEST_URI) return undefined;
  const classification = session.classify(changed.request);
  const label = labelOf(constraint);
  if (isDeepStrictEqual(classification.input, changed.input)) assertLabel(session.caseId, label, classification);
  if (!bearsOut(classification, label)) return undefined;
  const { tagging } = context.table;
  const needsRoom = tagging !== undefined && addsTags(operation, constraint, tagging);
  if (needsRoom && !(await takeTagsOff(session, changed.input, tagging))) return undefined;
  const takesOff = tagging?.untag.operation === operation.id && constraint.side === "accept";
  if (takesOff && !(await putTagsOn(session, changed.input, tagging))) return undefined;
  const reply = await sendVariation(session, variation, changed);
  // HTTP's own layer may refuse a large body, whatever is in it.
  if (reply.status === TOO_LARGE && (changed.request.body?.length ?? 0) > SMALL_BODY) {
    context.tooLarge.add(constraint.requirement);
    return reply;
  }
  // Whether it is refused is asked of the plain input; of what is particular, how it is.
  if (given !== undefined && mayBeTaken(reply)) return reply;
  noteChanged(session, variation, { reply, breaks: constraint.side === "reject" });
  // Work that no answer tells of may have filled it: then it has no room for the plain input that this is compared with.
  if (needsRoom && !isSuccess(reply) && mayBeTaken(reply)) await takeTagsOff(session, changed.input, tagging);
  const judge = (one: Reply): Finding =>
    judgeConstraint({ reply: one, operation, constraint, creates, context }, classification);
  const member = (): JsonObject | undefined => validMember(context, operation, constraint, base);
  const found = await judgeVariation(session, { ...variation, member }, { changed, reply, judge });
  // What a case of the operation's own asks of a resource in the right state says nothing here.
  if (given !== undefined && found.finding.grade === "unclear" && judge(reply).grade !== "unclear") return reply;
  session.judge(constraint.requirement, found.finding, found.reply.exchange);
  if (constraint.side === "reject" && found.finding.grade === "met") context.heldLimits.add(constraint.requirement);
  const { input } = changed;
  if (constraint.side === "accept" && found.finding.grade === "met" && isSuccess(found.reply)) {
    await judgeShownAtLimit(session, { variation, constraint, changed, reply: found.reply });
    if (creates !== undefined && limitsName(constraint, creates))
      await judgeUnderName(session, {
        ...{ resource: creates, parent: variation.parent, creating: operation },
        ...{ input: session.marked(creates, changed, variation).input, reply: found.reply },
      });
  }
  if (looksAfter && creates !== undefined)
    await judgeUndone(session, creates, { input, parent: variation.parent, reply: found.reply });
  // What is full has no room for the tags of the cases after it.
  if (needsRoom) await takeTagsOff(session, input, tagging);
  return reply;
}

/** The plain input of the operation, with that value. */
function variationOf(
  session: ServiceSession,
  operation: Operation,
  { generated, constraint, creates, hasToken, parent: below, base: given }: ConstraintProbe,
  own: MadeResource | undefined,
): Variation {
  const { context } = session;
  const isTokened = hasToken && outermostMember(constraint) !== tokenMemberOf(operation);
  return {
    operation,
    creates,
    parent: below ?? (creates && own),
    own,
    isOther: given !== undefined,
    side: constraint.side,
    plain: (slot, made) => {
      const salt = session.salt(slot);
      const input = given === undefined ? newPlainInput(context, operation.id, { creates, salt, made }) : given(slot);
      return input && isTokened ? withClientToken(context, operation, input, salt) : input;
    },
    change: (plain) => {
      const input = inBase(plain, generated.input, constraint);
      const request = encodeInput(operation, input);
      return request && { input, request };
    },
    keepsCount: COUNTS.test(constraint.keyword),
    // What is only observed is not worth the time that a change may take.
    isPatient: context.requirements.get(constraint.requirement)?.level !== "INFO",
  };
}

/** A valid value of the outermost member that a constraint is about; undefined if the plain input has that member. */
function validMember(
  { generation }: ServiceContext,
  { input }: Operation,
  constraint: Constraint,
  plain: JsonObject,
): JsonObject | undefined {
  const name = outermostMember(constraint);
  const schema = input.properties?.[name];
  const value = schema === undefined || Object.hasOwn(plain, name) ? undefined : tellingValue(schema, generation, name);
  return value === undefined ? undefined : { [name]: value };
}
