import { compareRecords, type Matrix, type MatrixCell, type MatrixRow, type TargetColumn } from "#reports/matrix.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { brief, instant, plural } from "#reports/model/text/format.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { AREA_ORDER, AREA_TITLES } from "#reports/model/names/level-words.ts";
import { LevelTag, VerdictChip } from "#reports/html/parts/chip.tsx";
import { Legend } from "#reports/html/context/legend.tsx";
import { renderDocument } from "./document.tsx";
import type { PageTools } from "#reports/html/parts/page-tools.ts";
import { RunCells, RunHeads } from "#reports/html/parts/run-cells.tsx";
import { Code, Prose, Visible } from "#reports/html/parts/text.tsx";
import { NothingMatches, Search } from "#reports/html/parts/search.tsx";
import { contractsTitle } from "#reports/model/names/service-name.ts";

/** Several runs side by side as one self-contained page: requirements down, targets across. */
export function renderMatrixHtml(records: readonly RunRecord[], tools: PageTools): string {
  const matrix = compareRecords(records);
  const contract = contractsTitle(records);
  const title = `${plural(records.length, "target")} compared · ${contract}`;
  const eyebrow = records[0] === undefined ? "" : `${records[0].tool.name} ${records[0].tool.version}`;
  return renderDocument({ title, eyebrow, children: <MatrixPage matrix={matrix} contract={contract} /> }, tools);
}

/** Where targets disagree is what a reader of several runs looks for, so all else is closed. */
function MatrixPage({ matrix, contract }: { readonly matrix: Matrix; readonly contract: string }) {
  const differing = matrix.rows.filter(({ disagree }) => disagree);
  const alike = matrix.rows.filter(({ disagree }) => !disagree);
  return (
    <>
      <div class="verdict">
        <p class="eyebrow">{contract} · targets compared</p>
        <h1>
          {plural(matrix.targets.length, "target")}, {plural(matrix.rows.length, "requirement")}, {differing.length} on
          which they disagree
        </h1>
      </div>
      <Targets targets={matrix.targets} />
      <Legend />
      <section id="requirements" aria-labelledby="requirements-title">
        <h2 id="requirements-title">Requirement by target</h2>
        <MatrixTools differing={differing.length} />
        <RowsByTarget rows={differing} targets={matrix.targets} />
        {alike.length > 0 && (
          <details class="area" open={differing.length === 0}>
            <summary>
              <h3>Where they do not disagree</h3>
              <span class="count">{plural(alike.length, "requirement")}</span>
            </summary>
            <RowsByTarget rows={alike} targets={matrix.targets} />
          </details>
        )}
        <NothingMatches />
      </section>
    </>
  );
}

interface RowsProps {
  readonly rows: readonly MatrixRow[];
  readonly targets: readonly TargetColumn[];
}

function RowsByTarget({ rows, targets }: RowsProps) {
  if (rows.length === 0) return null;
  return (
    <div class="scroll">
      <table class="matrix targets stack">
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            {targets.map(({ label }) => (
              <th scope="col">
                <Visible text={brief(label, 60)} />
              </th>
            ))}
          </tr>
        </thead>
        {AREA_ORDER.map((area) => (
          <AreaRows
            name={AREA_TITLES[area]}
            rows={rows.filter((row) => row.area === area)}
            labels={targets.map(({ label }) => visibleLine(brief(label, 60)))}
          />
        ))}
      </table>
    </div>
  );
}

function Targets({ targets }: { readonly targets: readonly TargetColumn[] }) {
  return (
    <table class="matrix areas runs-table stack">
      <thead>
        <tr>
          <th scope="col">Target</th>
          <RunHeads />
          <th scope="col">Run</th>
        </tr>
      </thead>
      <tbody>
        {targets.map(({ label, record, byLevel }) => (
          <tr>
            <th scope="row">
              <Visible text={brief(label, 60)} />
            </th>
            <RunCells record={record} byLevel={byLevel} />
            <td data-label="Run" class="muted">
              {instant(Date.parse(record.run.startedAt))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MatrixTools({ differing }: { readonly differing: number }) {
  return (
    <Search
      label="Search requirements"
      placeholder="Search, level:must, targets:differ"
      filterLabel="Filter"
      filters={[{ term: "targets:differ", icon: "warn", text: `where they disagree ${differing}` }]}
    />
  );
}

interface AreaRowsProps {
  readonly name: string;
  readonly rows: readonly MatrixRow[];
  /** Names of the targets, in the order of the cells. */
  readonly labels: readonly string[];
}

function AreaRows({ name, rows, labels }: AreaRowsProps) {
  if (rows.length === 0) return null;
  return (
    <tbody class="area">
      <tr>
        <th scope="rowgroup" colSpan={labels.length + 1}>
          {name}
        </th>
      </tr>
      {rows.map((row) => (
        <tr
          class="requirement"
          id={row.id}
          data-level={row.level}
          data-area={row.area}
          data-targets={row.disagree ? "differ" : "agree"}
        >
          <th scope="row">
            <Prose text={row.title} />
            <br />
            <LevelTag level={row.level} /> <Code text={row.id} />
          </th>
          {row.cells.map((cell, index) => (
            <Cell cell={cell} label={labels[index] ?? ""} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Cell({ cell, label }: { readonly cell: MatrixCell | undefined; readonly label: string }) {
  if (cell === undefined) {
    return (
      <td class="none" data-label={label}>
        not in this run
      </td>
    );
  }
  return (
    <td data-label={label}>
      <VerdictChip verdict={cell.verdict} missing={cell.missing} />
      {cell.received !== undefined && (
        <small>
          <Visible text={brief(cell.received, 120)} />
        </small>
      )}
    </td>
  );
}
