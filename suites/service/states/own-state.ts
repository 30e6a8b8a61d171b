import type { MadeResource } from "../../../custody/resources/made-resource.ts";
import { isSuccess } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { kindMadeBy, ownerOf, type Resource, type ResourceTable } from "../../../spec/resources/resource-table.ts";
import { createOneMore } from "../cases/lifecycle/another-of.ts";
import { withSpare } from "../inputs/plain-input.ts";
import { untilReady } from "../judging/judge-made.ts";
import type { ServiceContext } from "../service-context.ts";
import type { ServiceSession } from "../service-session.ts";

/**
 * Notes that an operation is refused its plain input by now: by the state that the shared resource is in, since it was
 * taken before. State is not input, so what is asked from here on is asked of a resource in the state as it was.
 */
export function notePast({ states, table, presence, plainAgain }: ServiceContext, operation: Operation): void {
  if (states.has(operation.id) || presence.get(operation.id)?.status !== "implemented") return;
  if (kindsFor(table, operation).length === 0) return;
  states.set(operation.id, {});
  plainAgain.delete(operation.id);
}

/**
 * Uses the resource in whose state an operation takes its plain input; none where the shared one is in it, or none comes
 * about. One that was not taken is kept for the next case.
 */
export async function inOwnState<Found>(
  session: ServiceSession,
  operation: Operation,
  use: (own: MadeResource | undefined) => Promise<Found>,
): Promise<Found> {
  const state = session.context.states.get(operation.id);
  if (state === undefined || state.isHopeless === true) return use(undefined);
  state.isInUse = true;
  try {
    return await use(await anotherInState(session, operation));
  } finally {
    delete state.isInUse;
  }
}

/** The resource of an operation's own, or one more where that was taken; undefined where it has none. */
export async function anotherInState(session: ServiceSession, operation: Operation): Promise<MadeResource | undefined> {
  const state = session.context.states.get(operation.id);
  if (state === undefined || state.isHopeless === true) return undefined;
  if (state.made === undefined) {
    state.times = (state.times ?? 0) + 1;
    state.made = await bringAbout(session, operation, `in a state ${state.times}`);
  }
  if (state.made === undefined) state.isHopeless = true;
  return state.made?.at(-1);
}

/** What the operation was taken of is in another state by now, and goes with the case. */
export function noteTaken(session: ServiceSession, { id }: Operation): void {
  const state = session.context.states.get(id);
  // What need not go before the first one goes with it, and may be in a state in which it cannot be deleted by itself.
  const [first, ...below] = state?.made ?? [];
  if (state === undefined || first === undefined) return;
  session.adopt(first);
  for (const made of below) if (made.resource.holds === true) session.adopt(made);
  state.made = undefined;
}

/** Not even a resource of its own is in the state. */
export function noteHopeless(session: ServiceSession, operation: Operation): void {
  noteTaken(session, operation);
  const state = session.context.states.get(operation.id);
  if (state !== undefined) state.isHopeless = true;
}

/** What belongs to nothing, and may have to be made before an operation can be asked; undefined where there is no need. */
export function madeForState({ states, table }: ServiceContext, operation: Operation): Resource | undefined {
  const state = states.get(operation.id);
  if (state === undefined || state.isHopeless === true) return undefined;
  const [first] = kindsFor(table, operation);
  return first?.parent === undefined ? first : undefined;
}

/** From what the table says that there is another one of, down to what the operation is about, or what it makes belongs to. */
function kindsFor(table: ResourceTable, { id }: Operation): Resource[] {
  const kind = (name: string | undefined): Resource | undefined => table.resources.find((one) => one.name === name);
  const { of, never } = table.states[id] ?? {};
  const made = kindMadeBy(table, id);
  const about = made === undefined ? ownerOf(table, id) : kind(made.parent);
  if (about === undefined || never !== undefined) return [];
  const kinds: Resource[] = [];
  for (let each: Resource | undefined = about; each !== undefined; each = kind(each.parent)) {
    kinds.unshift(each);
    if (each.name === (of ?? about.name)) break;
  }
  return kinds.every(({ create }) => create !== undefined) ? kinds : [];
}

async function bringAbout(
  session: ServiceSession,
  operation: Operation,
  slot: string,
): Promise<readonly MadeResource[] | undefined> {
  const { context } = session;
  const all: MadeResource[] = [];
  for (const kind of kindsFor(context.table, operation)) {
    const parent = all.at(-1) ?? session.parentOf(kind);
    const change = (plain: JsonObject): JsonObject => withSpare(context, plain, kind);
    const created = await createOneMore(session, kind, { slot, parent, change });
    if (created?.made === undefined || !isSuccess(created.reply)) return undefined;
    await untilReady(session, created.made);
    all.push(created.made);
  }
  for (const id of context.table.states[operation.id]?.after ?? []) {
    const request = session.plain({ operation: id }, all.at(-1));
    if (request === undefined || !isSuccess(await session.send(request))) return undefined;
    for (const made of all) await untilReady(session, made, id);
  }
  for (const made of all) session.release(made);
  return all;
}
