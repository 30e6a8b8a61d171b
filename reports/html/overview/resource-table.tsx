import { notAsked, resourceRows, thereOf, type ResourceRow } from "../../model/resource-rows.ts";
import { TallyText } from "./area-table.tsx";
import { VerdictIcon } from "../parts/chip.tsx";
import type { PageContext } from "../parts/page-context.ts";
import { QueryLink } from "../parts/query-link.tsx";
import { Columns } from "../parts/columns.tsx";

/** The operations of a service by the resource that they are about, and how many of their MUST are met. */
export function ResourceTable({ context }: { readonly context: PageContext }) {
  const { record, told } = context;
  const [rows, others] = [resourceRows(record), notAsked(record)];
  if (rows.length === 0) return null;
  const leading = new Set(record.requirements.filter(({ id }) => told.has(id)).map(({ operation }) => operation));
  return (
    <section id="resources" aria-labelledby="resources-title">
      <h2 id="resources-title">Operations by resource</h2>
      <div class="scroll">
        <table class="matrix areas">
          <Columns names={["Resource", "There", "MUST", "Operations"]} />
          <tbody>
            {rows.map((row) => (
              <Row row={row} leading={leading} />
            ))}
          </tbody>
        </table>
      </div>
      {others !== undefined && <p class="muted">{others}.</p>}
    </section>
  );
}

interface ResourceRowProps {
  readonly row: ResourceRow;
  /** Operations of which the page tells requirements one by one. */
  readonly leading: ReadonlySet<string>;
}

function Row({ row, leading }: ResourceRowProps) {
  const { name, operations, byLevel } = row;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{thereOf(row)}</td>
      <td class={byLevel.MUST.missed > 0 ? "bad l-must" : undefined}>
        <TallyText tally={byLevel.MUST} />
      </td>
      <td class="operations">
        {operations.map(({ id, verdict, reason }) => (
          <>
            <QueryLink href="#requirements" query={id} title={reason} leads={leading.has(id)}>
              <VerdictIcon verdict={verdict} /> {id}
            </QueryLink>{" "}
          </>
        ))}
      </td>
    </tr>
  );
}
