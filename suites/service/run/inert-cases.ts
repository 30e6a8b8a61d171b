import { isSafe } from "#protocol/methods.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Constraint } from "#spec/requirement.ts";
import { kindMadeBy, type Resource, type ResourceTable } from "#spec/resources/resource-table.ts";
import { isDeletion, isUnnamedKind } from "#spec/resources/table-readings.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/**
 * Whether a request on one side of a limit leaves alone what other cases work on, where the target is as it should be: it is
 * refused, or makes what has a name of its own, of which there may be any number. What nobody names, and belongs to nothing,
 * is told by what is there before and after.
 */
export function isInert(table: ResourceTable, operation: Operation, side: Constraint["side"]): boolean {
  if (isSafe(operation.method)) return true;
  const kind = kindMadeBy(table, operation.id);
  if (kind === undefined) return side === "reject" && !isDeletion(table, operation);
  return side === "reject" ? !isUnnamedKind(kind) : kind.most === undefined && hasNameOfItsOwn(kind);
}

/** Each case makes one under another name, be that all of what identifies it or a part. */
function hasNameOfItsOwn({ id, fixed }: Resource): boolean {
  return id.input !== undefined && id.spares === undefined && !fixed;
}

/** How many cases run side by side, those that make something counted twice. */
export interface TurnSize {
  readonly most: number;
  /** One that makes something has its turn alone. */
  readonly makesAlone: boolean;
}

/**
 * Half of what may be there at one time of what belongs to nothing, and one of it where what goes slowly would fill that;
 * one where requests cost.
 */
export function mostSideBySide({ settings, table, slowKinds }: ServiceContext, { id }: Operation): number {
  if (settings.rps !== undefined) return 1;
  const kind = kindMadeBy(table, id);
  if (kind === undefined || kind.parent !== undefined) return MOST;
  return slowKinds.has(kind.name) ? 1 : Math.min(MOST, Math.max(1, Math.floor(settings.maxLive / 2)));
}

const MOST = 8;

/**
 * Inert cases in turns of so many, each about other requirements: what one finds may spare the next of its own. Each other
 * case comes by itself and at once, since what is drawn after it may depend on how it went.
 */
export function* turnsOfCases(cases: Iterable<ServiceCase>, how: () => TurnSize): Iterable<readonly ServiceCase[]> {
  let waiting: ServiceCase[] = [];
  const isFull = (): boolean => weightOf(turnFrom(waiting, how().most)) >= how().most;
  for (const one of cases) {
    if (one.isInert !== true || (makes(one) && how().makesAlone)) yield [one];
    else waiting.push(one);
    while (isFull()) waiting = yield* takeTurn(waiting, how().most);
  }
  while (waiting.length > 0) waiting = yield* takeTurn(waiting, how().most);
}

/** Resolves to those that wait still. */
function* takeTurn(waiting: readonly ServiceCase[], most: number): Generator<readonly ServiceCase[], ServiceCase[]> {
  const turn = turnFrom(waiting, most);
  yield turn;
  return waiting.filter((one) => !turn.includes(one));
}

/** The first that may share a turn. */
function turnFrom(waiting: readonly ServiceCase[], most: number): ServiceCase[] {
  const turn: ServiceCase[] = [];
  const asked = new Set<string>();
  for (const one of waiting) {
    if (one.requirements.some((id) => asked.has(id))) continue;
    turn.push(one);
    for (const id of one.requirements) asked.add(id);
    if (weightOf(turn) >= most) break;
  }
  return turn;
}

function weightOf(turn: readonly ServiceCase[]): number {
  return turn.reduce((sum, one) => sum + (makes(one) ? 2 : 1), 0);
}

function makes(one: ServiceCase): boolean {
  return one.makes?.surely === true;
}
