import type { Level } from "../../spec/requirement.ts";
import { areaRows, type AreaRow } from "../model/summary.ts";
import { AREA_TITLES, LEVELS } from "../model/words.ts";
import { VerdictIcon } from "./chip.tsx";
import type { PageContext } from "./page-context.ts";
import { tallyByLevel, type Tally } from "../../suites/record/verdict.ts";

/** Area by level: how many are met of how many tested. Each cell leads to its requirements. */
export function AreaTable({ context }: { readonly context: PageContext }) {
  const rows = areaRows(context.record);
  const all = tallyByLevel(context.record.requirements);
  return (
    <section id="matrix" aria-labelledby="matrix-title">
      <h2 id="matrix-title">Area by level</h2>
      <div class="scroll">
        <table class="matrix areas">
          <thead>
            <tr>
              <th scope="col">Area</th>
              {LEVELS.map((level) => (
                <th scope="col">{level}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row row={row} />
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
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Row({ row }: { readonly row: AreaRow }) {
  return (
    <tr>
      <th scope="row">
        <a href={`#area-${row.area}`} data-query={`area:${row.area}`}>
          {AREA_TITLES[row.area]}
        </a>
      </th>
      {LEVELS.map((level) => (
        <Cell row={row} level={level} />
      ))}
    </tr>
  );
}

function Cell({ row, level }: { readonly row: AreaRow; readonly level: Level }) {
  const tally = row.byLevel[level];
  if (tally.judged + tally.observed + tally.open + tally.notTested === 0) return <td class="none">·</td>;
  return (
    <td class={tally.missed > 0 ? `bad l-${level.toLowerCase()}` : undefined}>
      <a href={`#area-${row.area}`} data-query={`area:${row.area} level:${level.toLowerCase()}`}>
        <TallyText tally={tally} />
      </a>
    </td>
  );
}

/** Met of judged with a sign, and small what was only observed, is undecided or was not tested. */
export function TallyText({ tally }: { readonly tally: Tally }) {
  const { met, judged, missed, observed, open, notTested } = tally;
  if (judged + observed + open === 0) return <span class="muted">{notTested} not tested</span>;
  const sign = missed > 0 ? "fail" : open > 0 ? "inconclusive" : judged > 0 ? "pass" : "info";
  const besides = [
    ...(observed > 0 ? [`${observed} observed`] : []),
    ...(open > 0 ? [`${open} undecided`] : []),
    ...(notTested > 0 ? [`${notTested} not tested`] : []),
  ];
  return (
    <>
      <span class={`tally t-${sign}`}>
        <VerdictIcon verdict={sign} /> {judged > 0 ? `${met} of ${judged}` : besides.shift()}
      </span>
      {besides.length > 0 && <small> {besides.join(", ")}</small>}
    </>
  );
}
