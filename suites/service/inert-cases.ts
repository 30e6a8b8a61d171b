import { isSafe } from "../../protocol/methods.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import type { Constraint } from "../../spec/requirement.ts";
import { kindMadeBy, type Resource, type ResourceTable } from "../../spec/resources/resource-table.ts";
import { isDeletion } from "../../spec/resources/table-readings.ts";
import type { ServiceCase } from "./service-case.ts";
import type { ServiceContext } from "./service-context.ts";

/**
 * Whether a request on one side of a limit leaves alone what other cases work on, where the target is as it should be: it is
 * refused, or makes what has a name of its own, of which there may be any number. What nobody names, and belongs to nothing,
 * is told by what is there before and after.
 */
export function isInert(table: ResourceTable, operation: Operation, side: Constraint["side"]): boolean {
  if (isSafe(operation.method)) return true;
  const kind = kindMadeBy(table, operation.id);
  if (kind === undefined) return side === "reject" && !isDeletion(table, operation);
  return side === "reject" ? !isUnnamed(kind) : kind.most === undefined && isNamedFreely(kind);
}

function isUnnamed({ id, parent }: Resource): boolean {
  return id.input === undefined && parent === undefined;
}

function isNamedFreely({ id, fixed }: Resource): boolean {
  return id.input !== undefined && id.spares === undefined && !fixed;
}

/** How many cases run side by side, those that make something counted twice. */
export interface TurnSize {
  readonly most: number;
  /** One that makes something has its turn alone. */
  readonly makesAlone: boolean;
}

/** Half of what may be there at one time of what belongs to nothing; one where requests cost. */
export function mostSideBySide({ settings, table }: ServiceContext, { id }: Operation): number {
  if (settings.rps !== undefined) return 1;
  const kind = kindMadeBy(table, id);
  const isOutermost = kind !== undefined && kind.parent === undefined;
  return isOutermost ? Math.min(MOST, Math.max(1, Math.floor(settings.maxLive / 2))) : MOST;
}

const MOST = 8;

/** Inert cases in turns of so many; each other one by itself and at once, since what is drawn after it may depend on it. */
export function* turnsOfCases(cases: Iterable<ServiceCase>, how: () => TurnSize): Iterable<readonly ServiceCase[]> {
  let inert: ServiceCase[] = [];
  let weight = 0;
  for (const one of cases) {
    const { most, makesAlone } = how();
    const makes = one.makes?.surely === true;
    if (one.isInert !== true || (makes && makesAlone)) yield [one];
    else {
      inert.push(one);
      weight += makes ? 2 : 1;
    }
    if (weight < most) continue;
    yield inert;
    [inert, weight] = [[], 0];
  }
  if (inert.length > 0) yield inert;
}
