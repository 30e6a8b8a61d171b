import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { absenceIds } from "#spec/resources/promises/deletion-promises.ts";
import { kindInWords, promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import { anotherOf } from "./another-of.ts";
import { unprotected } from "./belonging/held-cases.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { judgeAbsent } from "#suites/service/judging/made/judge-absent.ts";
import { readinessFinding } from "#suites/service/judging/made/judge-ready.ts";
import { judgeMadeBeside } from "#suites/service/judging/made/made-beside.ts";
import { notePresence } from "#suites/service/controls/note-presence.ts";

interface LastOf {
  readonly resource: Resource;
  readonly made: MadeResource;
  /** What deletes it. */
  readonly operation: Operation;
}

/** The end of a resource that the cases worked on: it is deleted and looked for. */
export function deletionCase(context: ServiceContext, { resource, made, operation }: LastOf): ServiceCase {
  return {
    id: `${operation.prefix}/control/${resource.name}`,
    kind: "control",
    requirements: endRequirements(context, resource, operation),
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

function endRequirements(context: ServiceContext, resource: Resource, operation: Operation): string[] {
  const { gone, unlisted } = absenceIds(context, resource, operation);
  const ends = resource.going === undefined ? [] : [promiseId(operation, "ends")];
  return [...new Set([promiseId(operation, "valid"), gone, unlisted, ...ends])];
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
