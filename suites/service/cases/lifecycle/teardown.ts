import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import { listResources } from "../../../../custody/resources/resource-requests.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import type { WireRequest } from "../../../../protocol/exchange.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { kindInWords, promiseId } from "../../../../spec/resources/promises/promise.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import { refusal, type AnswerForm } from "../../../record/condition.ts";
import { check, type Finding, wanting } from "../../../oracles/finding.ts";
import type { ServiceCase } from "../../service-case.ts";
import { anotherOf } from "./another-of.ts";
import { unprotected } from "./belonging/held-cases.ts";
import { shownAsGoing, untilUnknown } from "../../judging/waiting/until-gone.ts";
import type { ServiceSession } from "../../service-session.ts";
import { listCondition } from "../../judging/made/judge-listed.ts";
import { readinessFinding } from "../../judging/made/judge-ready.ts";
import { judgeMadeBeside } from "../../judging/made/made-beside.ts";
import { notePresence } from "../../controls/note-presence.ts";

/** The end of a resource that the cases worked on: it is deleted and looked for. */
export function deletionCase(resource: Resource, made: MadeResource, operation: Operation): ServiceCase {
  return {
    id: `${operation.prefix}/control/${resource.name}`,
    kind: "control",
    requirements: endRequirements(resource, operation),
    summary: `${kindInWords(resource)}, deleted, and looked for`,
    needs: [],
    run: async (session) => {
      // A request that should not have deleted it did.
      if (session.context.alive.get(resource.name) !== made) return;
      if (made.resource.protection !== undefined) await unprotected(session, made);
      const first = await deleted(session, made);
      const inUse = first !== undefined && (first.reply.status === 400 || first.reply.status === 409);
      // What the cases did to the shared one may keep it; another of its kind is as it was created.
      const fresh = inUse && resource.stays === undefined ? await anotherOf(session, resource, "fresh") : undefined;
      const last = (fresh && (await deleted(session, fresh))) ?? first;
      if (last === undefined || resource.delete === undefined) return;
      const { request, reply } = last;
      const held = session.context.keeper.holds(made) ? "and something that belongs to it is there still" : undefined;
      const isOwed = last.made === fresh && (await isUsable(session, fresh));
      await notePresence(session, { operation, request, reply, excuse: isOwed ? undefined : held, isOwed });
      if (!isSuccess(reply)) return;
      await judgeAbsent(session, last.made, operation);
      await judgeMadeBeside(session, { operation, input: {}, reply });
    },
  };
}

/** Whether it is there, and nothing is under way: nothing was done to it, and nothing belongs to it. */
async function isUsable(session: ServiceSession, made: MadeResource): Promise<boolean> {
  const described = await session.describe(made);
  if (described === undefined || !isSuccess(described)) return false;
  return (readinessFinding(session, made, described)?.grade ?? "met") === "met";
}

function endRequirements({ going }: Resource, operation: Operation): string[] {
  const promises = going === undefined ? (["valid", "gone"] as const) : (["valid", "gone", "ends"] as const);
  return promises.map((promise) => promiseId(operation, promise));
}

interface Deleted {
  readonly made: MadeResource;
  readonly request: WireRequest;
  readonly reply: Reply;
}

async function deleted(session: ServiceSession, made: MadeResource): Promise<Deleted | undefined> {
  const request = made.resource.delete && session.plain(made.resource.delete, made);
  return request === undefined
    ? undefined
    : { made, request, reply: await session.send(request, { purpose: "observed" }) };
}

export async function judgeAbsent(
  session: ServiceSession,
  made: MadeResource,
  operation: Operation,
  requirement = promiseId(operation, "gone"),
): Promise<void> {
  const { context } = session;
  const described = await untilUnknown(session, made, operation.id);
  const isNone = described === undefined || (await session.isNone(made, described));
  // By what name a 404 says so is told of what never was: the list confirms it, or nothing does.
  const isToConfirm = !isNone && described?.status === 404 && made.resource.list !== undefined;
  if (described !== undefined && !isNone && !isToConfirm) {
    const going = shownAsGoing(session, made, described);
    if (going !== undefined) {
      session.judge(requirement, stillGoing(going), described.exchange);
      judgeEnd(session, made, operation, described);
      return;
    }
    const words = isSuccess(described) ? "it is still described" : describeReply(described);
    const answers = absenceForms(session, made);
    const still = wanting(check(false, "neither described nor listed", words), { answers, settles: true });
    return session.judge(requirement, still, described.exchange);
  }
  if (described !== undefined && isNone) judgeEnd(session, made, operation, described);
  const { list } = made.resource;
  const listing = await session.waitFor(
    { operation: operation.id, event: `${made.resource.name} unlisted` },
    {
      read: async () => list && (await listResources(context, context.target, list, made)),
      holds: ({ ids }) => !ids.includes(made.id),
    },
  );
  const listed = listing?.ids.includes(made.id) === true;
  // Neither a description nor the whole list says that it is not there.
  if ((described === undefined || isToConfirm) && !listed && listing?.complete !== true) return;
  const found = check(!listed, "neither described nor listed", listed ? "it is still listed" : "neither");
  const condition = list === undefined ? undefined : listCondition(session, list, { lacks: [made.id] });
  const confirmed = wanting(found, condition);
  const finding = isToConfirm && !listed ? otherAbsence(described, confirmed) : confirmed;
  session.judge(requirement, finding, session.lastExchange);
}

function otherAbsence(described: Reply, finding: Finding): Finding {
  const received = describeReply(described);
  return { ...finding, grade: "tolerated", alternative: received, received };
}

/** The answers to its description that say that it is not there. */
function absenceForms({ context }: ServiceSession, { resource: { describe } }: MadeResource): AnswerForm[] {
  const documented = describe && context.contract.operation(describe.operation).errors;
  return context.table.errors.unknown.map((name) =>
    refusal(documented?.find((error) => error.name === name)?.status ?? 404, name),
  );
}

/** Whether what was said to be going has gone. */
function judgeEnd(session: ServiceSession, made: MadeResource, operation: Operation, described: Reply): void {
  // Of what went with another it is that one which was asked to go.
  if (made.resource.going === undefined || made.resource.delete?.operation !== operation.id) return;
  const status = shownAsGoing(session, made, described);
  const found = check(status === undefined, "gone in the end", `it is shown as ${status ?? "gone"} still`);
  const answers = absenceForms(session, made);
  session.judge(promiseId(operation, "ends"), wanting(found, { answers, settles: true }), described.exchange);
}

/** No source says how long that may take. */
function stillGoing(status: string): Finding {
  return { grade: "unclear", expected: "neither described nor listed", received: `it is shown as ${status} still` };
}
