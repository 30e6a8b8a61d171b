import type { MadeResource } from "#custody/resources/made-resource.ts";
import { unprotect } from "#custody/removing/unprotect.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { goesWithId, kindsThatGoWith } from "#spec/resources/promises/deletion-promises.ts";
import { kindInWords } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isMadeApart } from "#spec/resources/table-readings.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { untilUnknown } from "#suites/service/judging/waiting/until-gone.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "./another-of.ts";
import { judgeAbsent } from "#suites/service/judging/made/judge-absent.ts";

/** One of a kind with what goes with it, deleted, and all of that looked for; then one of its name is made, below which nothing of the first may be. */
export function* remadeCases(context: ServiceContext): Iterable<ServiceCase> {
  const { contract, table } = context;
  for (const parent of table.resources) {
    const kinds = kindsThatGoWith(context, parent);
    const deleting = parent.delete && contract.operation(parent.delete.operation);
    if (kinds.length === 0 || deleting === undefined) continue;
    yield {
      id: `${deleting.prefix}/scenario/remade`,
      kind: "scenario",
      requirements: kinds.map((kind) => goesWithId(deleting, kind)),
      summary: `${kindInWords(parent)} with what belongs to it, deleted, and made again under its name`,
      needs: [parent.create?.operation ?? ""],
      makes: { resource: parent, count: 1, surely: true, beside: true },
      run: (session) => makeAgain(session, { parent, kinds, deleting }),
    };
  }
}

interface Remade {
  readonly parent: Resource;
  readonly kinds: readonly Resource[];
  readonly deleting: Operation;
}

async function makeAgain(session: ServiceSession, { parent, kinds, deleting }: Remade): Promise<void> {
  const first = await oneOf(session, parent, undefined);
  if (first === undefined) return;
  const children: MadeResource[] = [];
  for (const kind of kinds) {
    const child = isMadeApart(kind) ? await oneByChange(session, kind, first) : await oneOf(session, kind, first);
    if (child !== undefined) children.push(child);
  }
  await unprotect(first, { service: session.context, target: session.context.target });
  const request = parent.delete && session.plain(parent.delete, first);
  if (request === undefined) return;
  let reply = await session.send(request);
  // Which of these keep it, if any do, no source says; what nothing deletes keeps none.
  const removable = children.filter((child) => child.resource.delete !== undefined);
  while (!isSuccess(reply) && removable.length > 0 && children.length > 1) {
    const last = removable.pop();
    if (last === undefined) break;
    children.splice(children.indexOf(last), 1);
    await session.context.keeper.remove(last);
    reply = await session.send(request);
  }
  if (children.length === 0 || !isSuccess(reply)) return;
  const last = await untilUnknown(session, first);
  if (last === undefined || !(await session.isNone(first, last))) return;
  const judgeChildren = async (): Promise<void> => {
    for (const child of children) {
      const id = goesWithId(deleting, child.resource);
      await judgeAbsent(session, child, deleting, { gone: id, unlisted: id });
    }
  };
  await judgeChildren();
  if ((await oneOf(session, parent, undefined))?.id === first.id) await judgeChildren();
}

/** One that comes of the plain change of what it belongs to, once it and that have come to an end. */
async function oneByChange(
  session: ServiceSession,
  resource: Resource,
  parent: MadeResource,
): Promise<MadeResource | undefined> {
  const { made: making } = resource;
  const request = making && session.plain({ operation: making.operation }, parent);
  const reply = request && (await session.send(request));
  if (making === undefined || reply === undefined || !isSuccess(reply) || !isJsonObject(reply.json)) return undefined;
  const id = valueAt(reply.json, making.at);
  if (typeof id !== "string") return undefined;
  const made: MadeResource = { resource, id, parent };
  await untilReady(session, made, making.operation);
  await untilReady(session, parent, making.operation);
  return made;
}

async function oneOf(
  session: ServiceSession,
  resource: Resource,
  parent: MadeResource | undefined,
): Promise<MadeResource | undefined> {
  const created = await createOneMore(session, resource, { slot: "remade", parent });
  if (created?.made === undefined || !isSuccess(created.reply)) return undefined;
  await untilReady(session, created.made);
  return created.made;
}
