import type { MadeResource } from "#custody/resources/made-resource.ts";
import { provesUnlisted } from "#custody/resources/resource-requests.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { apartId } from "#spec/resources/promises/apart-promises.ts";
import { kindInWords, ofKindId, promiseId } from "#spec/resources/promises/promise.ts";
import { isMadeForOne, isNamedBelow, listBelow, operationsBelow } from "#spec/resources/promises/belonging-promises.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isDeletion, isFreelyNamed } from "#spec/resources/table-readings.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { objectWith } from "#suites/record/condition.ts";
import { fitsIn } from "#suites/service/inputs/fresh-name.ts";
import { looksOfKind } from "#suites/service/inputs/looks-of-names.ts";
import { withParticulars } from "#suites/service/inputs/particulars.ts";
import { withSpare } from "#suites/service/inputs/plain-input.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { listCondition } from "#suites/service/judging/made/judge-listed.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { leaveApart, withDistinction } from "./made-apart.ts";
import { askElsewhere, askOften } from "./asked-elsewhere.ts";
import { idsBelowAnother, liveBelow } from "./below-another.ts";
import { anotherOf, createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { deleteBeside } from "#suites/service/cases/lifecycle/deleted-beside.ts";

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
      requirements: [...requirements, ...children.flatMap((child) => idsBelowAnother(context, child))],
      summary: `what belongs to ${kindInWords(parent)}, looked for under another`,
      needs: [creating.id],
      makes: { resource: parent, count: 1, surely: true, beside: true },
      run: async (session) => {
        const other = await anotherBeginningAlike(session, parent, creating);
        if (other === undefined) return;
        for (const child of children) await lookElsewhere(session, child, other);
        await liveBelow(session, other);
        const shared = await session.shared(parent);
        if (shared === undefined) return;
        for (const child of children) await lookForNames(session, child, { other, shared });
      },
    };
  }
}

function elsewhereIds(context: ServiceContext, child: Resource): string[] {
  const listing = listBelow(context, child);
  const apart = apartId(context, child);
  const { create, delete: gone } = isNamedBelow(context, child) ? child : {};
  return [
    ...operationsBelow(context, child).map((operation) => promiseId(operation, "elsewhere")),
    ...(create === undefined ? [] : [promiseId(context.contract.operation(create.operation), "elsewhere")]),
    ...(gone === undefined ? [] : [promiseId(context.contract.operation(gone.operation), "alone")]),
    ...(listing === undefined ? [] : [ofKindId(listing, "elsewhere", child.name)]),
    ...(apart === undefined ? [] : [apart]),
  ];
}

/** The shared one of a kind, under the name of another parent: its deletion is asked for last, and then one of its name is made there. */
async function lookElsewhere(session: ServiceSession, child: Resource, other: MadeResource): Promise<void> {
  const made = await session.shared(child);
  if (made === undefined || made.parent?.id === other.id) return;
  const astray = { ...made, parent: other };
  await listElsewhere(session, astray);
  if (!isMadeForOne(child) && !(await isUnlisted(session, astray))) return;
  for (const operation of operationsBelow(session.context, child)) {
    const reply = await askOften(session, operation, astray);
    const isGone = reply !== undefined && isSuccess(reply) && isDeletion(session.context.table, operation);
    if (isGone && (await session.describes(made)) === false) session.context.alive.delete(child.name);
  }
  if (isNamedBelow(session.context, child)) await leaveApart(session, made, () => makeElsewhere(session, astray));
  else if (child.fixed) await leaveApart(session, made, () => makeKnownElsewhere(session, astray));
}

/** Of the few that a service knows, any parent may have one; it goes again, since those after it may have its name. */
async function makeKnownElsewhere(session: ServiceSession, astray: MadeResource): Promise<MadeResource | undefined> {
  const { resource, id, parent } = astray;
  const at = pointerTokens(resource.id.input ?? "");
  const change = (input: JsonObject): JsonObject => withDistinction(session.context, astray, withValue(input, at, id));
  const created = await createOneMore(session, resource, { slot: "known", parent, change });
  return created !== undefined && isSuccess(created.reply) ? created.made : undefined;
}

/**
 * Another of a kind whose name begins with that of the shared one: a target may take what belongs to it for the other's.
 * One of any name where there is none such, or it is refused.
 */
async function anotherBeginningAlike(
  session: ServiceSession,
  parent: Resource,
  creating: Operation,
): Promise<MadeResource | undefined> {
  const shared = await session.shared(parent);
  const at = parent.id.input;
  const schema = memberSchema(creating.input, at ?? "");
  const longer = shared === undefined || !isFreelyNamed(session.context.table, parent) ? undefined : `${shared.id}-b`;
  const isFitting = longer !== undefined && schema !== undefined && fitsIn(longer, [{ schema, before: "", after: "" }]);
  if (at === undefined || !isFitting) return anotherOf(session, parent, "other");
  const change = (input: JsonObject): JsonObject => withValue(input, pointerTokens(at), longer);
  const made = (await createOneMore(session, parent, { slot: "longer", change }))?.made;
  if (made === undefined) return anotherOf(session, parent, "other");
  await untilReady(session, made);
  return made;
}

/** What comes with each parent may have the same name with another. */
async function isUnlisted(session: ServiceSession, astray: MadeResource): Promise<boolean> {
  const { list } = astray.resource;
  return list !== undefined && provesUnlisted(await session.list(astray, list), astray.id);
}

interface TwoParents {
  /** What the ones that are looked for belong to. */
  readonly other: MadeResource;
  /** Under which they are looked for. */
  readonly shared: MadeResource;
}

/**
 * Names of each look, below the other parent: a target may find some of them by the name alone. One where it takes a while
 * to make one and to remove it.
 */
async function lookForNames(session: ServiceSession, child: Resource, { other, shared }: TwoParents): Promise<void> {
  const { context } = session;
  const creating = child.create && context.contract.operation(child.create.operation);
  if (creating === undefined || context.presence.get(creating.id)?.status !== "implemented") return;
  const [first, ...looks] = looksOfKind(context, child);
  let isListed = false;
  for (const look of [first, ...(context.slowKinds.has(child.name) ? [] : looks)]) {
    const slot = look?.id ?? "plain";
    const salt = session.salt(slot);
    const change = (input: JsonObject): JsonObject =>
      withParticulars(context, input, { resource: child, creating, particulars: { look, token: false }, salt });
    const made = (await createOneMore(session, child, { slot, parent: other, change }))?.made;
    if (made === undefined) continue;
    if (!isListed) await listElsewhere(session, { ...made, parent: shared });
    isListed = true;
    for (const operation of operationsBelow(context, child))
      await askElsewhere(session, operation, { ...made, parent: shared });
    const again = isNamedBelow(context, child) ? await makeElsewhere(session, { ...made, parent: shared }) : undefined;
    if (again !== undefined && (await untilReady(session, again)) !== undefined)
      await deleteBeside(session, again, made);
    // There may be only so many.
    for (const one of [made, again])
      if (one !== undefined && (await context.keeper.remove(one)).state !== "left") session.release(one);
  }
}

/** What is refused for another reason than its name says nothing of that: one of a fresh name is taken then. */
async function makeElsewhere(session: ServiceSession, astray: MadeResource): Promise<MadeResource | undefined> {
  const { resource, id, parent } = astray;
  const change = (input: JsonObject): JsonObject => withValue(input, pointerTokens(resource.id.input ?? ""), id);
  const told = (input: JsonObject): JsonObject => withDistinction(session.context, astray, change(input));
  const first = await createOneMore(session, resource, { parent, change: told });
  if (first === undefined) return undefined;
  const isRefused = !isSuccess(first.reply);
  if (isRefused && !(await takesFreshName(session, astray))) return first.made;
  // What was in its way may be gone by now.
  const { reply, made } = (isRefused ? await createOneMore(session, resource, { parent, change }) : undefined) ?? first;
  const creating = session.context.contract.operation(resource.create?.operation ?? "");
  const found = check(isSuccess(reply), `${creating.success.status}`, describeReply(reply));
  const condition = { answers: [objectWith(200, 299)] };
  session.judge(promiseId(creating, "elsewhere"), wanting(found, condition), reply.exchange);
  return made;
}

/** Whether one of the kind is made where this one is not, under a name that none has; it is removed again. */
async function takesFreshName(session: ServiceSession, { resource, id, parent }: MadeResource): Promise<boolean> {
  const { context } = session;
  const slot = `fresh beside ${id}`;
  const change = (input: JsonObject): JsonObject => withSpare(context, input, resource, parent);
  const made = (await createOneMore(session, resource, { slot, parent, change }))?.made;
  if (made === undefined) return false;
  await untilReady(session, made);
  if ((await context.keeper.remove(made)).state === "left") return false;
  session.release(made);
  return true;
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
