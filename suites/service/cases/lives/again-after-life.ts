import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import { tellsUnknown } from "../../../../custody/looking/absence.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { promiseId } from "../../../../spec/resources/promises/promise.ts";
import { takenError, unknownError } from "../../../../spec/resources/table-readings.ts";
import { check, type Finding } from "../../../oracles/finding.ts";
import { unlessUninformative } from "../../../oracles/uninformative.ts";
import { withoutClientToken } from "../../inputs/with-client-token.ts";
import { judgeRefusal } from "../../judging/answers/judge-plain.ts";
import { untilReady } from "../../judging/waiting/until-ready.ts";
import { untilUnknown } from "../../judging/waiting/until-gone.ts";
import type { ServiceSession } from "../../service-session.ts";
import { createOneMore } from "../lifecycle/another-of.ts";
import type { Creatable } from "./particular-creation.ts";
import { namesUnknown } from "../lifecycle/unknown-cases.ts";

/** What is gone by all that its description says, and the input that it was created with. */
interface DeletedBefore {
  readonly made: MadeResource;
  readonly input: JsonObject;
}

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
  const found = judgeRefusal(reply, error, deleting);
  const finding: Finding = found.grade === "tolerated" && tellsUnknown(reply) ? { ...found, grade: "met" } : found;
  session.judge(promiseId(deleting, "twice"), finding, reply.exchange);
}

/** The second and the third of one name. */
const AGAIN = 2;

/** Makes one of a name that is free again, looks at it and deletes it, and once more. */
export async function makeAgain(
  session: ServiceSession,
  one: Creatable,
  { made, input }: DeletedBefore,
): Promise<void> {
  const without = withoutClientToken(one.creating, input);
  for (let time = 0; time < AGAIN; time += 1) if (!(await makeOnceMore(session, one, { made, input: without }))) return;
}

/** Whether one came of it, and went again. */
async function makeOnceMore(session: ServiceSession, one: Creatable, { made, input }: DeletedBefore): Promise<boolean> {
  const { creating, resource } = one;
  const requirement = promiseId(creating, "again");
  const reply = await session.waitFor(
    { operation: creating.id, event: "takes a name again" },
    { read: () => create(session, one, input), holds: (each) => each !== undefined && isSuccess(each) },
  );
  if (reply === undefined) return false;
  const isTaken = isSuccess(reply);
  if (isTaken || (await isForItsName(session, one, reply))) {
    const finding = check(isTaken, EXPECTED, isTaken ? EXPECTED : describeReply(reply));
    session.judge(requirement, unlessUninformative(reply, finding), reply.exchange);
  }
  const described = isTaken ? await untilReady(session, made) : undefined;
  if (described === undefined) return false;
  if (await session.isNone(made, described)) {
    session.judge(requirement, check(false, EXPECTED, "a success, and none that is there"), described.exchange);
    return false;
  }
  const request = resource.delete && session.plain(resource.delete, made);
  if (request === undefined || !isSuccess(await session.send(request))) return false;
  const last = await untilUnknown(session, made);
  return last !== undefined && (await session.isNone(made, last));
}

const EXPECTED = "one more of the name";

async function create(session: ServiceSession, one: Creatable, input: JsonObject): Promise<Reply | undefined> {
  const { resource, creating, parent } = one;
  const request = encodeInput(creating, input);
  return request && (await session.create(resource, request, { input, parent, keepsCount: true })).reply;
}

/** Whether the refusal says so, or the same is taken under another name. */
async function isForItsName(session: ServiceSession, one: Creatable, reply: Reply): Promise<boolean> {
  const { creating, resource, parent } = one;
  if (reply.error.name === takenError(creating, session.context.table)?.name) return true;
  const other = await createOneMore(session, resource, { slot: "another name", parent });
  return other !== undefined && isSuccess(other.reply);
}
