import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import { unprotect } from "../../../../custody/removing/unprotect.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { goesWithId, kindsThatGoWith } from "../../../../spec/resources/promises/deletion-promises.ts";
import { kindInWords } from "../../../../spec/resources/promises/promise.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import { untilReady } from "../../judging/judge-made.ts";
import { untilUnknown } from "../../judging/until-gone.ts";
import type { ServiceCase } from "../../service-case.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";
import { createOneMore } from "./another-of.ts";
import { judgeAbsent } from "./teardown.ts";

/** One of a kind with what goes with it, deleted; then one of its name is made, below which nothing of the first may be. */
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
    const child = await oneOf(session, kind, first);
    if (child !== undefined) children.push(child);
  }
  await unprotect(first, { service: session.context, target: session.context.target });
  const request = parent.delete && session.plain(parent.delete, first);
  if (request === undefined) return;
  let reply = await session.send(request);
  // Which of these keep it, if any do, no source says.
  while (!isSuccess(reply) && children.length > 1) {
    const last = children.pop();
    if (last !== undefined) await session.context.keeper.remove(last);
    reply = await session.send(request);
  }
  if (children.length === 0 || !isSuccess(reply)) return;
  const last = await untilUnknown(session, first);
  if (last === undefined || !(await session.isNone(first, last))) return;
  if ((await oneOf(session, parent, undefined))?.id !== first.id) return;
  for (const child of children) await judgeAbsent(session, child, deleting, goesWithId(deleting, child.resource));
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
