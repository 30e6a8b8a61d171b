import type { Level } from "../../../spec/requirement.ts";
import { killsByArea, type AreaKills } from "../../model/kills.ts";
import { areaRows, type AreaRow } from "../../model/area-rows.ts";
import { AREA_TITLES, LEVELS } from "../../model/level-words.ts";
import { VerdictIcon } from "../parts/chip.tsx";
import type { PageContext } from "../parts/page-context.ts";
import { signOf, tallyByLevel, tolerated, unjudged, type Tally } from "../../../suites/record/verdicts/tally.ts";
import { QueryLink } from "../parts/query-link.tsx";
import { Columns } from "../parts/columns.tsx";

/**
 * Area by level: how many are met of how many tested, and beside it, where a selftest measured it, how many seeded faults
 * of the area the suite catches. Each cell leads to its requirements.
 */
export function AreaTable({ context }: { readonly context: PageContext }) {
  const rows = areaRows(context.record);
  const kills = context.killMatrix === undefined ? undefined : killsByArea(context.killMatrix);
  const all = tallyByLevel(context.record.requirements);
  return (
    <section id="matrix" aria-labelledby="matrix-title">
      <h2 id="matrix-title">Area by level</h2>
      <div class="scroll">
        <table class="matrix areas">
          <Columns names={["Area", ...LEVELS, ...(kills === undefined ? [] : ["Seeded faults caught"])]} />
          <tbody>
            {rows.map((row) => (
              <Row row={row} kills={kills} told={context.told} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All areas</th>
              {LEVELS.map((level) => (
                <td>
                  <TallyText tally={all[level]} />
                </td>
              ))}
              {kills !== undefined && (
                <td>
                  {sum(kills.map(({ killed }) => killed))} of {sum(kills.map(({ of }) => of))}
                </td>
              )}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

interface RowProps {
  readonly row: AreaRow;
  readonly kills: readonly AreaKills[] | undefined;
  readonly told: PageContext["told"];
}

function Row({ row, kills, told }: RowProps) {
  const own = kills?.find(({ area }) => area === row.area);
  const shown = row.requirements.filter(({ id }) => told.has(id));
  return (
    <tr>
      <th scope="row">
        <QueryLink href={`#area-${row.area}`} query={`area:${row.area}`} leads={shown.length > 0}>
          {AREA_TITLES[row.area]}
        </QueryLink>
      </th>
      {LEVELS.map((level) => (
        <Cell row={row} level={level} leads={shown.some((requirement) => requirement.level === level)} />
      ))}
      {kills !== undefined && (
        <td>{own === undefined ? "none seeded" : <a href="#detection">{`${own.killed} of ${own.of}`}</a>}</td>
      )}
    </tr>
  );
}

interface CellProps {
  readonly row: AreaRow;
  readonly level: Level;
  /** The page tells some of its requirements one by one. */
  readonly leads: boolean;
}

function Cell({ row, level, leads }: CellProps) {
  const tally = row.byLevel[level];
  if (tally.all === 0) return <td class="none">·</td>;
  return (
    <td class={tally.missed > 0 ? `bad l-${level.toLowerCase()}` : undefined}>
      <QueryLink href={`#area-${row.area}`} query={`area:${row.area} level:${level.toLowerCase()}`} leads={leads}>
        <TallyText tally={tally} />
      </QueryLink>
    </td>
  );
}

/** Met of judged with a sign, and small what was not judged, and why. */
export function TallyText({ tally }: { readonly tally: Tally }) {
  const { met, judged, byAlternative } = tally;
  const sign = signOf(tally);
  const besides = [...(byAlternative > 0 ? [tolerated(tally)] : []), ...unjudged(tally)];
  return (
    <>
      <span class="tally">
        <VerdictIcon verdict={sign} /> {judged > 0 ? `${met} of ${judged}` : besides.shift()}
      </span>
      {besides.length > 0 && <small> {besides.join(", ")}</small>}
    </>
  );
}
