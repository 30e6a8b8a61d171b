import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { plainText } from "#spec/json/plain-text.ts";
import { filled, placeholdersIn } from "#spec/resources/placeholders.ts";
import { kindMadeBy, ownerOf, type Resource, type ResourceTable } from "#spec/resources/resource-table.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { withSpare } from "#suites/service/inputs/plain-input.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/**
 * Notes that an operation is refused its plain input by now: by the state that the shared resource is in, since it was
 * taken before. State is not input, so what is asked from here on is asked of a resource in the state as it was.
 */
export function notePast(context: ServiceContext, operation: Operation): void {
  if (!mayBePast(context, operation)) return;
  context.states.set(operation.id, {});
  context.plainAgain.delete(operation.id);
}

/** Whether the shared resource may be past the state in which an operation is taken, and another one can be made. */
export function mayBePast({ states, table, presence }: ServiceContext, operation: Operation): boolean {
  const wasTaken = presence.get(operation.id)?.status === "implemented";
  return wasTaken && !states.has(operation.id) && kindsFor(table, operation).length > 0;
}

/** Notes that an operation was never taken of the shared resource, where the table says with what another one is made for it. */
export function noteNeverIn({ states, table, presence }: ServiceContext, { id }: Operation): boolean {
  const isRefused = presence.get(id)?.status === "refused" && table.states[id]?.with !== undefined;
  if (isRefused) states.set(id, { isMadeWith: true });
  return isRefused;
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
    const made = await makeWith(session, kind, { operation, slot, parent, isFirst: all.length === 0 });
    if (made === undefined) return undefined;
    await untilReady(session, made);
    all.push(made);
  }
  for (const id of context.table.states[operation.id]?.after ?? []) {
    const request = session.plain({ operation: id }, all.at(-1));
    if (request === undefined || !isSuccess(await session.send(request))) return undefined;
    for (const made of all) await untilReady(session, made, id);
  }
  for (const made of all) session.release(made);
  return all;
}

interface MadeWith {
  readonly operation: Operation;
  readonly slot: string;
  readonly parent: MadeResource | undefined;
  readonly isFirst: boolean;
}

/** Another one of a kind, the first with what the table says that it is to have: the first value of each that is taken. */
async function makeWith(
  session: ServiceSession,
  kind: Resource,
  { operation, slot, parent, isFirst }: MadeWith,
): Promise<MadeResource | undefined> {
  const { context } = session;
  const isWith = isFirst && context.states.get(operation.id)?.isMadeWith === true;
  const more = isWith ? (context.table.states[operation.id]?.with ?? {}) : {};
  const [name] = placeholdersIn(more);
  for (const value of name === undefined ? [undefined] : (context.table.values[name] ?? [])) {
    const members = filled(more, () => value) ?? {};
    const change = (plain: JsonObject): JsonObject => withSpare(context, { ...plain, ...members }, kind);
    const created = await createOneMore(session, kind, { slot: `${slot} ${plainText(value ?? "")}`, parent, change });
    if (created?.made !== undefined && isSuccess(created.reply)) return created.made;
  }
  return undefined;
}
