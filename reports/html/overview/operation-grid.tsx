import { gridOf, type Grid, type GridCell, type GridRow } from "#reports/model/grid/grid.ts";
import { GRID_STATES, gridState, STATE_ORDER, type GridState } from "#reports/model/grid/grid-state.ts";
import { AREA_TITLES } from "#reports/model/names/level-words.ts";
import { notAsked } from "#reports/model/standing/resource-rows.ts";
import { grouped, plural } from "#reports/model/text/format.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { VerdictIcon } from "#reports/html/parts/chip.tsx";
import { Counts } from "#reports/html/parts/state-counts.tsx";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Columns } from "#reports/html/parts/columns.tsx";
import { areaId, groupId } from "#reports/html/parts/anchors.ts";
import type { ComponentChildren } from "preact";

interface QueryLinkProps {
  readonly href: string;
  /** What it searches the page for. */
  readonly query: string;
  readonly title?: string | undefined;
  /** The page tells something that it would find. */
  readonly leads: boolean;
  readonly children: ComponentChildren;
}

/** A link that searches the page; the words alone where it would find nothing. */
function QueryLink({ href, query, title, leads, children }: QueryLinkProps) {
  if (!leads) return <span title={title}>{children}</span>;
  return (
    <a href={href} data-query={query} title={title}>
      {children}
    </a>
  );
}

/**
 * Operations by areas: how many requirements of each stand how. Each cell leads to them. A whole service has a row for each
 * kind of resource, and below it all of its operations, folded.
 */
export function OperationGrid({ context }: { readonly context: PageContext }) {
  const grid = gridOf(context.record);
  const others = notAsked(context.record);
  const operations = grid.kinds.flatMap(({ rows }) => rows);
  return (
    <section id="operations" aria-labelledby="operations-title">
      <h2 id="operations-title">
        {operations.length > 0 ? "Resources by area" : "Operations by area"}{" "}
        <span class="count">{plural(context.record.requirements.length, "requirement")}</span>
      </h2>
      <GridTable
        name="Requirements by operation and area"
        first={operations.length > 0 ? "Resource" : "Operation"}
        grid={grid}
        groups={[{ rows: grid.rows }]}
        context={context}
      />
      <StateLegend grid={grid} context={context} />
      {operations.length > 0 && (
        <details class="fold">
          <summary>{plural(operations.length, "operation")} one by one</summary>
          <GridTable
            name="Requirements by operation and area, one by one"
            first="Operation"
            grid={grid}
            groups={grid.kinds}
            context={context}
          />
        </details>
      )}
      {others !== undefined && <p class="muted">{others}.</p>}
    </section>
  );
}

interface TableProps {
  /** For those who do not see it. */
  readonly name: string;
  /** What its rows are. */
  readonly first: string;
  readonly grid: Grid;
  readonly groups: readonly { readonly name?: string; readonly rows: readonly GridRow[] }[];
  readonly context: PageContext;
}

function GridTable({ name, first, grid: { areas, foot }, groups, context }: TableProps) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={name}>
      <table class="matrix grid">
        <Columns names={[first, "All", ...areas.map((area) => AREA_TITLES[area])]} />
        {groups.map((group) => (
          <tbody>
            {group.name !== undefined && (
              <tr>
                <th class="of" scope="rowgroup" colSpan={areas.length + 2}>
                  {group.name}
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <Row row={row} context={context} />
            ))}
          </tbody>
        ))}
        <tfoot>
          <Row row={foot} context={context} />
        </tfoot>
      </table>
    </div>
  );
}

function Row({ row, context }: { readonly row: GridRow; readonly context: PageContext }) {
  return (
    <tr>
      <th scope="row" title={row.reason === undefined ? undefined : visibleLine(row.reason)}>
        <Name text={row.name} />
        {row.note !== undefined && <small class={row.lacking ? "gone" : undefined}> {row.note}</small>}
      </th>
      {[row.all, ...row.cells].map((cell) => (
        <Cell row={row} cell={cell} context={context} />
      ))}
    </tr>
  );
}

/** Where a phone has no room for a name it breaks between its words: Register, Cluster. */
function Name({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(?<=[a-z])(?=[A-Z])/).map((word, at) => (
        <>
          {at > 0 && <wbr />}
          {word}
        </>
      ))}
    </>
  );
}

interface CellProps {
  readonly row: GridRow;
  readonly cell: GridCell;
  readonly context: PageContext;
}

function Cell({ row, cell, context }: CellProps) {
  const { area, requirements, counts, missesMust } = cell;
  if (requirements.length === 0) return <td class="none">·</td>;
  const told = requirements.find(({ id }) => context.told.has(id));
  const own = row.key === undefined ? [] : [`${row.by}:"${row.key}"`];
  const query = [...own, ...(area === undefined ? [] : [`area:${area}`])].join(" ");
  const href =
    told === undefined ? "" : area === undefined ? `#${areaId(told.area)}` : `#${groupId(area, told.operation)}`;
  return (
    <td class={missesMust ? "bad" : undefined}>
      <QueryLink href={href} query={query} leads={told !== undefined}>
        <Counts counts={counts} />
      </QueryLink>
    </td>
  );
}

/** What the signs mean, with the count of each in the whole run. */
function StateLegend({ grid, context }: { readonly grid: Grid; readonly context: PageContext }) {
  const leads = new Set<GridState>(
    STATE_ORDER.filter((state) =>
      context.record.requirements.some((one) => gridState(one) === state && context.told.has(one.id)),
    ),
  );
  return (
    <ul class="states">
      {STATE_ORDER.flatMap((state) => {
        const count = grid.foot.all.counts[state];
        if (count === undefined) return [];
        const { icon, word, means } = GRID_STATES[state];
        return (
          <li class={`in s-${state}`}>
            <QueryLink href="#requirements" query={`state:${state}`} title={means} leads={leads.has(state)}>
              <VerdictIcon verdict={icon} />
              {grouped(count)} {word}
            </QueryLink>
          </li>
        );
      })}
    </ul>
  );
}
