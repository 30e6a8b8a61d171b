import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { kindInWords, ofKindId, promiseId } from "../../../../spec/resources/promises/promise.ts";
import { listBelow, operationsBelow } from "../../../../spec/resources/promises/agreement-promises.ts";
import type { Resource } from "../../../../spec/resources/resource-table.ts";
import { isDeletion, unknownError } from "../../../../spec/resources/table-readings.ts";
import { check, wanting } from "../../../oracles/finding.ts";
import { listCondition } from "../../judging/judge-made.ts";
import { judgeRefusal } from "../../judging/judge-plain.ts";
import { seemsThere } from "../../judging/seems-there.ts";
import type { ServiceCase } from "../../service-case.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";
import { anotherOf } from "./another-of.ts";
import { unlessBusy } from "./unknown-cases.ts";

/**
 * For each kind that others belong to: another of it, under which those of the shared one are looked for, changed and
 * deleted. A target that minds only the last name of a path finds them.
 */
export function* belongingCases(context: ServiceContext): Iterable<ServiceCase> {
  const { contract, table } = context;
  for (const parent of table.resources) {
    const creating = parent.create && contract.operation(parent.create.operation);
    const children = table.resources.filter((one) => one.parent === parent.name);
    const requirements = children.flatMap((child) => elsewhereIds(context, child));
    if (creating === undefined || requirements.length === 0) continue;
    yield {
      id: `${creating.prefix}/scenario/elsewhere`,
      kind: "scenario",
      requirements,
      summary: `what belongs to ${kindInWords(parent)}, looked for under another`,
      needs: [creating.id],
      makes: { resource: parent, count: 1, surely: true, beside: true },
      run: async (session) => {
        const other = await anotherOf(session, parent, "other");
        if (other === undefined) return;
        for (const child of children) await lookElsewhere(session, child, other);
      },
    };
  }
}

function elsewhereIds(context: ServiceContext, child: Resource): string[] {
  const listing = listBelow(context, child);
  return [
    ...operationsBelow(context, child).map((operation) => promiseId(operation, "elsewhere")),
    ...(listing === undefined ? [] : [ofKindId(listing, "elsewhere", child.name)]),
  ];
}

/** The shared one of a kind, under the name of another parent: its deletion is asked for last. */
async function lookElsewhere(session: ServiceSession, child: Resource, other: MadeResource): Promise<void> {
  const made = await session.shared(child);
  if (made === undefined || made.parent?.id === other.id) return;
  const astray = { ...made, parent: other };
  await listElsewhere(session, astray);
  for (const operation of operationsBelow(session.context, child)) {
    const reply = await askElsewhere(session, operation, astray);
    const isGone = reply !== undefined && isSuccess(reply) && isDeletion(session.context.table, operation);
    if (isGone && (await session.describes(made)) === false) session.context.alive.delete(child.name);
  }
}

async function askElsewhere(
  session: ServiceSession,
  operation: Operation,
  astray: MadeResource,
): Promise<Reply | undefined> {
  const error = unknownError(operation, session.context.table);
  const request = session.plain({ operation: operation.id }, astray);
  if (error === undefined || request === undefined) return undefined;
  const reply = await session.send(request, "later");
  if (!(await seemsThere(session, operation, request, reply))) return reply;
  session.judgeInGeneral(request, reply);
  const finding = judgeRefusal(reply, error, operation);
  const judged = await unlessBusy(session, astray.parent, { finding, reply });
  session.judge(promiseId(operation, "elsewhere"), judged, reply.exchange);
  return reply;
}

async function listElsewhere(session: ServiceSession, astray: MadeResource): Promise<void> {
  const { list, name } = astray.resource;
  const listing = listBelow(session.context, astray.resource);
  if (list === undefined || listing === undefined) return;
  if (session.context.presence.get(listing.id)?.status !== "implemented") return;
  const seen = await session.list(astray, list);
  if (seen === undefined || !isSuccess(seen.last)) return;
  const isThere = seen.ids.includes(astray.id);
  const found = check(!isThere, "a list without it", isThere ? "it is listed there, too" : "a list without it");
  const condition = listCondition(session, list, { lacks: [astray.id] });
  session.judge(ofKindId(listing, "elsewhere", name), wanting(found, condition), session.lastExchange);
}
