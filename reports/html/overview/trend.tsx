import type { RunRecord } from "#suites/record/record.ts";
import { instant, plural } from "#reports/model/text/format.ts";
import { describeTally } from "#reports/model/standing/area-rows.ts";
import { tallyOf, type Tally } from "#suites/record/verdicts/tally.ts";
import { TALLY_PARTS } from "#reports/html/parts/tally-parts.ts";

/** Room for how many are met, above each bar, in its units, which are pixels where the page is wide enough. */
const BAR = 44;
const HEIGHT = 72;
const FIGURE = 18;
/** Bars shown at most, the newest ones: more would be too thin to tell apart. */
const SHOWN = 24;

/** How a target came to what it is: a bar for each run, oldest first, of its MUST requirements by how they stand. */
export function Trend({ records }: { readonly records: readonly RunRecord[] }) {
  const shown = records.slice(-SHOWN);
  if (shown.length < 2) return null;
  const cut = records.length - shown.length;
  return (
    <figure class="trend">
      <figcaption>
        <b>MUST requirements, run by run</b> how many are met, oldest first
        {cut > 0 && `, ${plural(cut, "run")} before not shown`}
      </figcaption>
      <svg
        viewBox={`0 0 ${shown.length * BAR} ${FIGURE + HEIGHT}`}
        width={shown.length * BAR}
        role="img"
        aria-label="MUST requirements met in each run"
      >
        {shown.map((record, index) => (
          <Bar record={record} at={index * BAR} />
        ))}
      </svg>
      <p class="legend">
        {TALLY_PARTS.filter(({ part }) => shown.some((record) => mustOf(record)[part] > 0)).map(({ name, words }) => (
          <span>
            <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">
              <rect class={name} width="1" height="1" />
            </svg>
            {words}
          </span>
        ))}
      </p>
    </figure>
  );
}

function Bar({ record, at }: { readonly record: RunRecord; readonly at: number }) {
  const must = mustOf(record);
  let below = 0;
  return (
    <g>
      <text x={at} y={FIGURE - 5}>
        {must.judged === 0 ? "–" : must.met}
      </text>
      <title>{`${instant(Date.parse(record.run.startedAt))}: ${describeTally(must)}`}</title>
      {TALLY_PARTS.map(({ part, name }) => {
        const height = (must[part] / Math.max(1, must.all)) * HEIGHT;
        below += height;
        return height === 0 ? null : (
          <rect class={name} x={at} y={FIGURE + HEIGHT - below} width={BAR - 8} height={Math.max(0.5, height - 0.5)} />
        );
      })}
    </g>
  );
}

function mustOf({ requirements }: RunRecord): Tally {
  return tallyOf(requirements.filter(({ level }) => level === "MUST"));
}
