import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { Cause } from "#reports/model/causes/cause.ts";
import { plural } from "#reports/model/text/format.ts";
import { resourceRows, type ResourceRow } from "#reports/model/standing/resource-rows.ts";
import type { OperationResult, RunRecord } from "#suites/record/record.ts";
import { isThere } from "#suites/record/verdicts/verdict.ts";
import { contradictedBy, readLookedAt, type LookedAt } from "./findings/looked-at.ts";
import { tableOf } from "./table.ts";
import { score, titleOf, type Tested } from "./tested.ts";

/** What there is to say of runs with `--spec eks`: emulators by resource and by operation, and what was looked at by hand. */
export function wholeService(tested: readonly Tested[]): readonly string[] {
  if (tested.length === 0) return [];
  return [
    "## All of EKS",
    "From the records of `npm run interop -- --spec eks`: `run --spec eks` against each emulator, freshly started, seed 1, ended by a time limit where it took longer." +
      " _There_ are the operations that answered differently from a path that cannot exist. A cause is what a single fix" +
      " would change; what an emulator lacks is shown by the operations, and is not a cause here.",
    tableOf(
      ["emulator", "date", "operations there", "MUST met", "SHOULD met", "causes", "left behind"],
      tested.map(total),
    ),
    "### By resource",
    "Operations there; MUST met; causes.",
    byResource(tested),
    "### By operation",
    "MUST met; a dash where the operation is not there.",
    byOperation(tested),
    "### Looked at by hand",
    "Findings compared with the emulator's source and its answers; those for moto were sent again with curl. _True_: the emulator departs from what the" +
      " source of the requirement says. _False_: the suite was wrong, and was fixed; the record above is from after that.",
    lookedAt(tested),
  ];
}

function total({ emulator, record }: Tested): string[] {
  const there = record.operations.filter(({ verdict }) => isThere(verdict)).length;
  const left = record.clusters.left.length;
  return [
    titleOf({ emulator }),
    record.run.startedAt.slice(0, 10),
    `${there} of ${record.operations.length}`,
    score(record.requirements, "MUST"),
    score(record.requirements, "SHOULD"),
    String(faultsOf(record).length),
    left === 0 ? "nothing" : plural(left, "resource"),
  ];
}

function byResource(tested: readonly Tested[]): string {
  const columns = tested.map(({ record }) => ({ record, rows: resourceRows(record), faults: faultsOf(record) }));
  const names = (columns[0]?.rows ?? []).map(({ name }) => name);
  const cell = ({ record, rows, faults }: (typeof columns)[number], name: string): string => {
    const row = rows.find((each) => each.name === name);
    return row === undefined ? "" : cellOf(row, record, faults);
  };
  return tableOf(
    ["resource", ...tested.map(titleOf)],
    names.map((name) => [name, ...columns.map((column) => cell(column, name))]),
  );
}

function cellOf({ operations, there }: ResourceRow, { requirements }: RunRecord, faults: readonly Cause[]): string {
  const ids = new Set(operations.map(({ id }) => id));
  const counts = `${there} of ${operations.length}`;
  if (there === 0) return counts;
  const own = faults.filter(({ shownBy: [first] }) => first !== undefined && ids.has(first.requirement.operation));
  return `${counts}; ${score(
    requirements.filter(({ operation }) => ids.has(operation)),
    "MUST",
  )}; ${own.length}`;
}

/** What is wrong with what is there. */
function faultsOf(record: RunRecord): readonly Cause[] {
  return causesOf(record).filter(
    ({ level, tolerated, shownBy: [first] }) =>
      level === "MUST" && tolerated !== true && first?.requirement.verdict !== "not-implemented",
  );
}

function byOperation(tested: readonly Tested[]): string {
  const cell = ({ record }: Tested, id: string): string => {
    const operation = record.operations.find((each) => each.id === id);
    return operation === undefined ? "" : operationCell(operation, record);
  };
  const ids = (tested[0]?.record.operations ?? []).map(({ id }) => id);
  return tableOf(
    ["operation", ...tested.map(titleOf)],
    ids.map((id) => [id, ...tested.map((each) => cell(each, id))]),
  );
}

function operationCell({ id, verdict }: OperationResult, { requirements }: RunRecord): string {
  if (verdict === "not-implemented") return "–";
  if (verdict === "not-applicable") return "not tried";
  return score(
    requirements.filter(({ operation }) => operation === id),
    "MUST",
  );
}

/** Throws where a record says something else than what was looked at by hand. */
function lookedAt(tested: readonly Tested[]): string {
  const findings = readLookedAt();
  const contradicted = tested.flatMap((each) => {
    const title = titleOf(each);
    return contradictedBy(each.record, findings.get(title) ?? []).map((line) => `${title}: ${line}`);
  });
  if (contradicted.length > 0) throw new Error(`scripts/interop/looked-at.yaml:\n${contradicted.join("\n")}`);
  const rows = [...findings].flatMap(([emulator, findings]) => findings.map((each) => [emulator, ...rowOf(each)]));
  return tableOf(["emulator", "finding", "by hand", "why"], rows);
}

function rowOf({ id, holds, why }: LookedAt): string[] {
  return [`\`${id}\``, String(holds), why];
}
