import type { Area } from "#spec/requirement.ts";
import type { OperationResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { isMissed } from "#suites/record/verdicts/tally.ts";
import { groupsBy } from "#reports/model/groups-by.ts";
import { AREA_ORDER } from "#reports/model/names/level-words.ts";
import { resourceRows, thereOf, type ResourceRow } from "#reports/model/standing/resource-rows.ts";
import { GRID_STATES, gridState, type GridState } from "./grid-state.ts";

/** The requirements of one row in one area, or in all of them. */
export interface GridCell {
  readonly area?: Area;
  readonly requirements: readonly RequirementResult[];
  readonly counts: Readonly<Partial<Record<GridState, number>>>;
  /** A MUST among them is not met. */
  readonly missesMust: boolean;
}

/** One operation, or one kind of resource with all of its operations. */
export interface GridRow {
  /** As it is searched for: the value of `by`; undefined for all. */
  readonly key?: string;
  readonly by: "operation" | "resource";
  readonly name: string;
  /** What is to be said of its operations: how many of a resource are there, or that this one is not. */
  readonly note?: string | undefined;
  /** Some of them are not there. */
  readonly lacking: boolean;
  /** Why an operation is not there, if it is not. */
  readonly reason?: string | undefined;
  readonly all: GridCell;
  /** One for each area of the grid. */
  readonly cells: readonly GridCell[];
}

export interface Grid {
  readonly areas: readonly Area[];
  /** Of a run about RegisterCluster its operations, of a whole service its kinds of resources. */
  readonly rows: readonly GridRow[];
  /** Of a whole service the operations of each kind; none else. */
  readonly kinds: readonly { readonly name: string; readonly rows: readonly GridRow[] }[];
  /** All of the record. */
  readonly foot: GridRow;
}

/** Operations by areas; what was neither selected nor needed is in no row of a whole service. */
export function gridOf(record: Pick<RunRecord, "operations" | "requirements">): Grid {
  const { operations, requirements } = record;
  const areas = AREA_ORDER.filter((area) => requirements.some((one) => one.area === area));
  const byOperation = new Map(
    groupsBy(requirements, ({ operation }) => operation).map((group) => [group[0]?.operation ?? "", group]),
  );
  const rowOf = (head: RowHead, ids: readonly string[]): GridRow => {
    const own = ids.flatMap((id) => byOperation.get(id) ?? []);
    const cells = areas.map((area) => ({
      area,
      ...cellOf(own.filter((one) => one.area === area)),
    }));
    return { ...head, all: cellOf(own), cells };
  };
  const rowsOf = (some: readonly OperationResult[]): GridRow[] =>
    some.map((one) => rowOf(operationHead(one), [one.id]));
  const kinds = resourceRows(record);
  const rows =
    kinds.length === 0
      ? rowsOf(operations)
      : kinds.map((kind) =>
          rowOf(
            resourceHead(kind),
            kind.operations.map(({ id }) => id),
          ),
        );
  const rest = byOperation.has(EVERY) ? [rowOf(EVERY_HEAD, [EVERY])] : [];
  return {
    areas,
    rows: [...rows, ...rest],
    kinds: kinds.map((kind) => ({ name: kind.name, rows: rowsOf(kind.operations) })),
    foot: rowOf(FOOT_HEAD, [...byOperation.keys()]),
  };
}

type RowHead = Omit<GridRow, "all" | "cells">;

/** What the requirements that are about no operation in particular name as theirs, and how it is called. */
export const EVERY = "*";
export const EVERY_OPERATION = "Every operation";
const FOOT_HEAD: RowHead = { by: "operation", name: "All", lacking: false };
const EVERY_HEAD: RowHead = { key: EVERY, by: "operation", name: EVERY_OPERATION, lacking: false };

function operationHead({ id, verdict, reason, notCalled }: OperationResult): RowHead {
  const lacking = verdict === "not-implemented";
  const note = lacking ? GRID_STATES["not-there"].word : notCalled === true ? "not called" : undefined;
  return { key: id, by: "operation", name: id, note, lacking, reason: lacking ? reason : undefined };
}

function resourceHead(row: ResourceRow): RowHead {
  const { name, called, there } = row;
  const note = called > 0 ? `there: ${thereOf(row)}` : thereOf(row);
  return { key: name.replaceAll(" ", "-"), by: "resource", name, note, lacking: there < called };
}

function cellOf(requirements: readonly RequirementResult[]): GridCell {
  const missesMust = requirements.some((one) => one.level === "MUST" && isMissed(one));
  return { requirements, counts: countStates(requirements), missesMust };
}

/** How many of these stand how. */
export function countStates(requirements: readonly RequirementResult[]): GridCell["counts"] {
  const counts: Partial<Record<GridState, number>> = {};
  for (const state of requirements.map(gridState)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
