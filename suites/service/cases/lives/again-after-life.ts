import type { MadeResource } from "#custody/resources/made-resource.ts";
import { tellsUnknown } from "#custody/looking/absence.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { takenError, unknownError } from "#spec/resources/table-readings.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import { withoutClientToken } from "#suites/service/inputs/with-client-token.ts";
import { judgeRefusal } from "#suites/service/judging/answers/judge-plain.ts";
import { judgeAsAnswered } from "#suites/service/judging/made/judge-made.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { untilUnknown } from "#suites/service/judging/waiting/until-gone.ts";
import type { CreationAsSent } from "#suites/service/creating/after-success.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import type { Creatable } from "./creatable.ts";
import { judgeAnew, untilClockMoved } from "./made-anew.ts";
import { judgeUntagged } from "./untagged-again.ts";
import { namesUnknown } from "#suites/service/cases/lifecycle/unknown-cases.ts";

/** Deletes what is gone; a deletion that is behind may find it for a while. */
export async function deleteTwice(session: ServiceSession, { resource }: Creatable, made: MadeResource): Promise<void> {
  const { contract, table } = session.context;
  const deleting = resource.delete && contract.operation(resource.delete.operation);
  const error = deleting && unknownError(deleting, table);
  const request = resource.delete && session.plain(resource.delete, made);
  if (deleting === undefined || error === undefined || request === undefined) return;
  const reply = await session.waitFor(
    { operation: deleting.id, event: "finds what it has deleted no more" },
    { read: () => session.send(request), holds: (each) => namesUnknown(each, error) || tellsUnknown(each) },
  );
  // By what name it says so, is a matter of what never was there.
  const found = judgeRefusal(reply, { error, operation: deleting, table });
  const finding: Finding = found.grade === "tolerated" && tellsUnknown(reply) ? { ...found, grade: "met" } : found;
  session.judge(promiseId(deleting, "twice"), finding, reply.exchange);
}

/** Makes one of a name that is free again, with the input of the one that is gone, looks at it and deletes it; and one without tags. */
export async function makeAgain(
  session: ServiceSession,
  one: Creatable,
  { input: before, reply: first }: Pick<CreationAsSent, "input" | "reply">,
): Promise<void> {
  const again = withoutClientToken(one.creating, before);
  const [tags] = pointerTokens(one.resource.tags?.input ?? "");
  const untagged = Object.fromEntries(Object.entries(again).filter(([name]) => name !== tags));
  await untilClockMoved(session, first);
  for (const input of [again, untagged]) if (!(await makeOnceMore(session, one, { before, first, input }))) return;
}

interface OnceMore {
  /** The input of the one that is gone. */
  readonly before: JsonObject;
  /** What that creation was answered with. */
  readonly first: Reply;
  readonly input: JsonObject;
}

/** Whether one came of it, and went again. */
async function makeOnceMore(
  session: ServiceSession,
  one: Creatable,
  { before, first, input }: OnceMore,
): Promise<boolean> {
  const { creating, resource } = one;
  const requirement = promiseId(creating, "again");
  const creation = await session.waitFor(
    { operation: creating.id, event: "takes a name again" },
    { read: () => create(session, one, input), holds: ({ last }) => isSuccess(last) },
  );
  if (creation === undefined) return false;
  const { last: reply, made } = creation;
  const isTaken = isSuccess(reply);
  if (isTaken) judgeAnew(session, one, first, reply);
  if (isTaken || (await isForItsName(session, one, reply))) {
    const finding = check(isTaken, EXPECTED, isTaken ? EXPECTED : describeReply(reply));
    session.judge(requirement, unlessUninformative(reply, finding), reply.exchange);
  }
  const described = isTaken && made !== undefined ? await untilReady(session, made) : undefined;
  if (described === undefined || made === undefined) return false;
  if (await session.isNone(made, described)) {
    session.judge(requirement, check(false, EXPECTED, "a success, and none that is there"), described.exchange);
    return false;
  }
  await judgeAsAnswered(session, { made, input: creation.input, reply }, described);
  await judgeUntagged(session, one, { made, before, input: creation.input });
  const request = resource.delete && session.plain(resource.delete, made);
  if (request === undefined || !isSuccess(await session.send(request))) return false;
  const last = await untilUnknown(session, made);
  return last !== undefined && (await session.isNone(made, last));
}

const EXPECTED = "one more of the name";

async function create(
  session: ServiceSession,
  one: Creatable,
  input: JsonObject,
): Promise<(CreationAsSent & { readonly last: Reply }) | undefined> {
  const { resource, creating, parent } = one;
  const request = encodeInput(creating, input);
  const creation = request && (await session.create(resource, request, { input, parent, keepsCount: true }));
  return creation && { ...creation, last: creation.reply };
}

/** Whether the refusal says so, or the same is taken under another name. */
async function isForItsName(session: ServiceSession, one: Creatable, reply: Reply): Promise<boolean> {
  const { creating, resource, parent } = one;
  if (reply.error.name === takenError(creating, session.context.table)?.name) return true;
  const other = await createOneMore(session, resource, { slot: "another name", parent });
  return other !== undefined && isSuccess(other.reply);
}
