import type { Area } from "#spec/requirement.ts";
import type { CaseKind, CasesTried, OperationResult, RunRecord } from "#suites/record/record.ts";
import { groupsBy } from "#reports/model/groups-by.ts";
import { NOT_EXERCISED, notTested } from "./not-tested.ts";
import { grouped } from "#reports/model/text/format.ts";

/** What cases are counted as, by what they try. */
export type TriedColumn = "plain" | "limits" | "random" | "malformed" | "signing" | "races" | "tokens" | "stories";

/** The head of each column, and what its cases are. */
export const TRIED_COLUMNS: Readonly<Record<TriedColumn, string>> = {
  plain: "plain valid requests, and what they show",
  limits: "values at each limit of the input, and one rule broken at a time",
  random: "inputs drawn at random",
  malformed: "bodies, media types, methods and paths gone wrong",
  signing: "requests unsigned and wrongly signed",
  races: "requests in parallel",
  tokens: "requests repeated, with one client token or another",
  stories: "several requests in a row: whole lives, unknown and taken names, pages, tags, drawn histories",
};

const BY_KIND: Readonly<Partial<Record<CaseKind, TriedColumn>>> = {
  control: "plain",
  boundary: "limits",
  "one-fault": "limits",
  random: "random",
  wire: "malformed",
};

const BY_AREA: Readonly<Partial<Record<Area, TriedColumn>>> = {
  authentication: "signing",
  concurrency: "races",
  idempotency: "tokens",
};

/** One operation: what was tried of it, and what was not. */
export interface TriedRow {
  readonly operation: string;
  /** Requests that were answered. */
  readonly requests: number;
  /** How many cases of each sort; those without any are absent. */
  readonly cases: Readonly<Partial<Record<TriedColumn, number>>>;
  /** `12: this error never occurred`, the most first. */
  readonly missing: readonly string[];
}

/** A row for each operation of which anything was tried; none of records that do not say. */
export function triedRows(record: RunRecord): TriedRow[] {
  const answered = new Map(record.traffic.latency.map(({ operation, count }) => [operation, count]));
  const missing = missingByOperation(record);
  return record.operations.flatMap(({ id, tried }: OperationResult): TriedRow[] => {
    if (tried === undefined) return [];
    return [{ operation: id, requests: answered.get(id) ?? 0, cases: byColumn(tried), missing: missing.get(id) ?? [] }];
  });
}

/** The columns of which some row has a case. */
export function columnsOf(rows: readonly TriedRow[]): TriedColumn[] {
  const all = Object.keys(TRIED_COLUMNS) as TriedColumn[];
  return all.filter((column) => rows.some(({ cases }) => cases[column] !== undefined));
}

function byColumn(tried: readonly CasesTried[]): TriedRow["cases"] {
  const counts: Partial<Record<TriedColumn, number>> = {};
  for (const { kind, area, cases } of tried) {
    const column = BY_KIND[kind] ?? BY_AREA[area] ?? "stories";
    counts[column] = (counts[column] ?? 0) + cases;
  }
  return counts;
}

/** Why requirements of each operation were not judged, and how many for each reason. */
function missingByOperation(record: RunRecord): ReadonlyMap<string, readonly string[]> {
  const each = notTested(record).flatMap(({ reason, requirements }) =>
    requirements.map(({ operation }) => ({ operation, reason: reason.replace(NOT_EXERCISED, "") })),
  );
  return new Map(
    groupsBy(each, ({ operation }) => operation).map((own) => [own[0]?.operation ?? "", reasonsIn(own)] as const),
  );
}

function reasonsIn(own: readonly { readonly reason: string }[]): string[] {
  return groupsBy(own, ({ reason }) => reason)
    .sort((one, other) => other.length - one.length)
    .map((group) => `${grouped(group.length)}: ${group[0]?.reason ?? ""}`);
}
