import { columnsOf, TRIED_COLUMNS, triedRows, type TriedRow } from "#reports/model/standing/tried.ts";
import { brief, grouped, plural } from "#reports/model/text/format.ts";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Prose } from "#reports/html/parts/text.tsx";

/** Operation by operation, what was tried and what was not, and why. */
export function TriedSection({ context: { record } }: { readonly context: PageContext }) {
  const rows = triedRows(record);
  if (rows.length === 0) return null;
  const columns = columnsOf(rows);
  return (
    <FoldedSection id="tried" title="What was tried, by operation" brief={plural(rows.length, "operation")}>
      <p class="muted">Cases of each sort about an operation, and the requirements on it that none of them judged.</p>
      <dl class="tried-words">
        {columns.map((column) => (
          <>
            <dt>{column}</dt>
            <dd>{TRIED_COLUMNS[column]}</dd>
          </>
        ))}
      </dl>
      <div class="scroll" tabIndex={0} role="region" aria-label="What was tried, by operation">
        <table class="tried">
          <thead>
            <tr>
              {["operation", "requests", ...columns, "not tested"].map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <th scope="row">{row.operation}</th>
                <td>{grouped(row.requests)}</td>
                {columns.map((column) => (
                  <td>{row.cases[column] === undefined ? "–" : grouped(row.cases[column])}</td>
                ))}
                <td>
                  <Missing row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FoldedSection>
  );
}

function Missing({ row: { missing } }: { readonly row: TriedRow }) {
  if (missing.length === 0) return <>nothing</>;
  return (
    <ul>
      {missing.map((reason) => (
        <li>
          <Prose text={brief(reason, 200)} />
        </li>
      ))}
    </ul>
  );
}
