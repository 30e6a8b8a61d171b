import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { takenError, tokenMemberOf, uniqueMembers } from "#spec/resources/table-readings.ts";
import { check, type Finding, type RequirementFinding } from "#suites/oracles/finding.ts";
import { withoutClientToken } from "#suites/service/inputs/with-client-token.ts";
import { judgeRefusal, type OwedRefusal } from "#suites/service/judging/answers/judge-plain.ts";
import { optionalsOf } from "#suites/service/inputs/optionals-of.ts";
import { notEchoed, type NotEchoed } from "#suites/service/judging/shown/echo.ts";
import { tagsDescribed } from "#suites/service/judging/shown/tags-shown.ts";
import { judgeUntouched } from "#suites/service/judging/shown/untouched.ts";
import { untilMet } from "#suites/service/judging/waiting/until-met.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { unlessBusy } from "#suites/service/cases/inputs/send-once-idle.ts";
import { askForSecond } from "./ask-for-second.ts";
import type { Creatable } from "#suites/service/cases/lives/creatable.ts";
import { sentTags, withTags } from "#suites/service/inputs/sent-tags.ts";

interface ThereAlready {
  readonly made: MadeResource;
  readonly input: JsonObject;
  /** The second one has other tags, which the first must not get. */
  readonly isOther: boolean;
}

/** Asks for a second one of a name that is taken. */
export async function askAgain(session: ServiceSession, one: Creatable, there: ThereAlready): Promise<void> {
  const { resource, creating } = one;
  const { table } = session.context;
  const error = takenError(creating, table);
  const owed = error && { error, operation: creating, table };
  if (error === undefined || uniqueMembers(resource).length === 0) return;
  const token = tokenMemberOf(creating);
  await sendBeside(session, one, { ...there, input: withoutClientToken(creating, there.input) }, owed);
  if (!there.isOther) return;
  // Whether a token that comes with other tags is refused, is not judged: that it does nothing then, is.
  if (token !== undefined && Object.hasOwn(there.input, token)) await sendBeside(session, one, there);
  await sendWithMore(session, one, there);
}

/** With other members than the first one has, which must not get them. */
async function sendWithMore(
  session: ServiceSession,
  { creating }: Creatable,
  { made, input }: ThereAlready,
): Promise<void> {
  const { members = {}, others = {}, shape = {} } = optionalsOf(session.context, creating) ?? {};
  const more = { ...members, ...others };
  const before = Object.keys(more).length === 0 ? undefined : await session.describe(made);
  if (before === undefined || !isSuccess(before)) return;
  const unlike = (reply: Reply): NotEchoed[] => notEchoed(more, session.shown(made, reply) ?? {}, shape);
  const sent = { ...withoutClientToken(creating, input), ...more };
  const reply = await askForSecond(session, made, creating, sent);
  if (reply === undefined || isSuccess(reply)) return;
  await judgeUntouched(session, promiseId(creating, "taken.keeps"), { other: made, unlike, before: unlike(before) });
}

async function sendBeside(
  session: ServiceSession,
  one: Creatable,
  { made, input, isOther }: ThereAlready,
  taken?: OwedRefusal,
): Promise<void> {
  const { creating } = one;
  const described = isOther ? await describedTags(session, made) : undefined;
  // A read that is behind may not show them yet.
  const isWhole = Object.keys(sentTags(one.resource, creating, input)).every((key) =>
    Object.hasOwn(described ?? {}, key),
  );
  const before = isWhole ? described : undefined;
  const sent = before === undefined ? input : withOtherTags(one, input);
  const ask = () => askForSecond(session, made, creating, sent);
  const reply = await ask();
  if (reply === undefined) return;
  if (taken !== undefined) {
    const judge = (each: Reply): Finding => judgeRefusal(each, taken);
    const send = async () => (await ask()) ?? reply;
    const { parent } = made;
    const last = await unlessBusy(session, { operation: creating, parent, reply, send, judge });
    session.judge(promiseId(creating, "taken"), last.finding, last.reply.exchange);
  }
  if (before === undefined || isSuccess(reply)) return;
  const first = await session.describe(made);
  if (first === undefined) return;
  const asked = Object.keys({ ...sentTags(one.resource, creating, input), ...sentTags(one.resource, creating, sent) });
  const keeps = (each: Reply): RequirementFinding[] => {
    const after = tagsDescribed(session, made, each);
    return after === undefined ? [] : [[promiseId(creating, "taken.keeps"), asBefore(asked, before, after)]];
  };
  const last = await untilMet(session, made, { operation: creating.id, first, findings: keeps });
  for (const [id, finding] of keeps(last)) session.judge(id, finding, last.exchange);
}

/** Of the tags that either request sent: an earlier read may be behind in what was put or taken off since. */
function asBefore(asked: readonly string[], before: JsonObject, after: JsonObject): Finding {
  const changed = asked.filter((key) => {
    return Object.hasOwn(before, key) !== Object.hasOwn(after, key) || before[key] !== after[key];
  });
  const expected = "the same tags as before";
  return check(changed.length === 0, expected, changed.length === 0 ? expected : `others at ${changed.join(", ")}`);
}

async function describedTags(session: ServiceSession, made: MadeResource): Promise<JsonObject | undefined> {
  const reply = await session.describe(made);
  return reply && tagsDescribed(session, made, reply);
}

/** One tag has another value, and one more is there: in the place of the last where there may be no more. */
function withOtherTags({ resource, creating }: Creatable, input: JsonObject): JsonObject {
  const [first, ...others] = Object.entries(sentTags(resource, creating, input));
  const changed = [...(first === undefined ? [] : [[first[0], "other"] as const]), ...others];
  const one = ["of-the-second", "other"] as const;
  const withAll = (tags: typeof changed): JsonObject =>
    withTags(resource, creating, input, Object.fromEntries([...tags, one]));
  const more = withAll(changed);
  return validatorOf(creating.input).accepts(more) ? more : withAll(changed.slice(0, -1));
}
