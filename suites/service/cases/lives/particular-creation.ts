import { encodeInput } from "#protocol/encode.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import { bearsOut, type Classification } from "#suites/oracles/request/expectation.ts";
import type { CreationAsSent } from "#suites/service/creating/after-success.ts";
import { areOrdinary } from "#suites/service/inputs/looks-of-tags.ts";
import { type Particulars, withParticulars } from "#suites/service/inputs/particulars.ts";
import { withSpare } from "#suites/service/inputs/plain-input.ts";
import { judgeConstraint } from "#suites/service/judging/answers/judge-constraint.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { isAsked } from "#suites/service/cases/inputs/constraint-cases.ts";
import { locationsJudged } from "#suites/service/cases/inputs/locations-judged.ts";
import { unlessOfTheMoment } from "#suites/service/cases/inputs/send-once-idle.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import type { Creatable } from "./creatable.ts";

/** What was made, and what of what was asked for is particular about it. */
interface ParticularCreation<Asked extends Particulars> extends CreationAsSent {
  readonly particulars: Asked;
}

/**
 * Makes one with what is particular about it; where that is refused, with a plain value, a plain name, or without tags.
 * What is taken without, and lies within the limits with, counts: a name within its pattern, tags within theirs.
 */
export async function createParticular<Asked extends Particulars>(
  session: ServiceSession,
  one: Creatable,
  particulars: Asked,
): Promise<ParticularCreation<Asked> | undefined> {
  const first = await createWith(session, one, particulars, "");
  if (first === undefined || !isRefused(first)) return first && { ...first, particulars };
  // Nothing says that it is taken with these tags, whatever else it has.
  const isOpen = Object.keys(particulars.tags?.tags ?? {}).length > 0 && owedSuccess(session, one, first) === undefined;
  if (isOpen) return createParticular(session, one, { ...particulars, tags: undefined });
  for (const { less, constraint } of lessThan(session.context, one, particulars)) {
    const charged = constraint && (await charge(session, one, { constraint, first, particulars }));
    if (charged?.created !== undefined) return { ...charged.created, particulars };
    const created = await createWith(session, one, less, constraint?.keyword ?? "less");
    if (created === undefined || !isSuccess(created.reply)) continue;
    charged?.judge();
    return { ...created, particulars: less };
  }
  return { ...first, particulars };
}

function isRefused({ reply: { status } }: CreationAsSent): boolean {
  return status >= 400 && status < 500;
}

/** What the contract says of a creation that must be accepted as it was sent; undefined where it need not be. */
function owedSuccess(
  session: ServiceSession,
  { creating }: Creatable,
  { input }: CreationAsSent,
): Classification | undefined {
  const request = encodeInput(creating, input);
  const classification = request && session.classify(request);
  return classification && bearsOut(classification, { side: "accept" }) ? classification : undefined;
}

function createWith(
  session: ServiceSession,
  { resource, creating, parent }: Creatable,
  particulars: Particulars,
  slot: string,
): ReturnType<typeof createOneMore> {
  const change = (plain: JsonObject): JsonObject => {
    const particular = { resource, creating, particulars, salt: session.salt(slot) };
    return withParticulars(session.context, withSpare(session.context, plain, resource), particular);
  };
  return createOneMore(session, resource, { slot, parent, change, keepsCount: particulars.tags !== undefined });
}

interface Less<Asked> {
  readonly less: Asked;
  /** What says that it is taken with it, too; undefined where nothing does. */
  readonly constraint: Constraint | undefined;
}

function lessThan<Asked extends Particulars>(context: ServiceContext, one: Creatable, asked: Asked): Less<Asked>[] {
  const { look, tags, choice } = asked;
  const { id, tags: taggable } = one.resource;
  const sent = tags?.tags ?? {};
  const found: Less<Asked>[] = [];
  if (choice !== undefined) {
    const { constraint } = choice;
    found.push({ less: { ...asked, choice: undefined }, constraint });
  }
  if (look !== undefined) {
    const constraint = limitAt(context, one, { at: id.input ?? "", keywords: [look.by, "pattern", "maxLength"] });
    found.push({ less: { ...asked, look: undefined }, constraint });
  }
  if (Object.keys(sent).length > 0) {
    const ofTags = { at: taggable?.input ?? "", keywords: ["maxProperties", "maxItems"] };
    const constraint = areOrdinary(sent) ? limitAt(context, one, ofTags) : undefined;
    found.push({ less: { ...asked, tags: undefined }, constraint });
  }
  return found;
}

interface LimitOfMember {
  /** JSON pointer into the input. */
  readonly at: string;
  readonly keywords: readonly string[];
}

/** What says up to where a member is taken: the first of several keywords that there is. */
function limitAt(context: ServiceContext, { creating }: Creatable, { at, keywords }: LimitOfMember) {
  const pointer = at.replaceAll("/", "/properties/");
  const own = locationsJudged(creating).asked.filter(
    (each) => each.side === "accept" && each.pointer === pointer && isAsked(context, creating, each),
  );
  return keywords.flatMap((keyword) => own.find((each) => each.keyword === keyword) ?? []).at(0);
}

interface Charged {
  readonly constraint: Constraint;
  readonly first: CreationAsSent;
  readonly particulars: Particulars;
}

/** Sent once more, once nothing is under way: what came of it, if it is taken then, and else the judgement. */
async function charge(session: ServiceSession, one: Creatable, { constraint, first, particulars }: Charged) {
  const { context } = session;
  const { creating: operation, resource: creates, parent } = one;
  const classification = owedSuccess(session, one, first);
  if (classification === undefined) return undefined;
  const judge = (reply: CreationAsSent["reply"]) =>
    judgeConstraint({ reply, operation, constraint, creates, context }, classification);
  let created: CreationAsSent | undefined;
  const send = async () => {
    const again = await createWith(session, one, particulars, "");
    if (again !== undefined && isSuccess(again.reply)) created = again;
    return again?.reply ?? first.reply;
  };
  const { reply } = first;
  const last = await unlessOfTheMoment(session, judge(reply), { operation, creates, parent, reply, send, judge });
  return {
    created,
    judge: () => session.judge(constraint.requirement, last.finding, last.reply.exchange),
  };
}
