import type { RunRecord } from "../../../suites/record/record.ts";
import { instant, plural } from "../../model/text/format.ts";
import { describeTally } from "../../model/summary.ts";
import { tallyOf, type Tally } from "../../../suites/record/verdicts/tally.ts";

const BAR = 18;
const HEIGHT = 60;
/** Bars shown at most, the newest ones: more would be too thin to tell apart. */
const SHOWN = 40;

/** How a target came to what it is: a bar for each run, oldest first, of its MUST requirements by how they stand. */
export function Trend({ records }: { readonly records: readonly RunRecord[] }) {
  const shown = records.slice(-SHOWN);
  if (shown.length < 2) return null;
  const cut = records.length - shown.length;
  return (
    <figure class="wide">
      <figcaption>
        <b>MUST requirements, run by run</b> oldest first{cut > 0 && `, ${plural(cut, "run")} before not shown`}
      </figcaption>
      <svg
        viewBox={`0 0 ${SHOWN * BAR} ${HEIGHT}`}
        preserveAspectRatio="xMinYMid"
        role="img"
        aria-label="MUST requirements met in each run"
      >
        {shown.map((record, index) => (
          <Bar record={record} at={index * BAR} />
        ))}
      </svg>
    </figure>
  );
}

function Bar({ record, at }: { readonly record: RunRecord; readonly at: number }) {
  const must = tallyOf(record.requirements.filter(({ level }) => level === "MUST"));
  const total = Math.max(1, must.judged + must.observed + must.open + must.notTested);
  let below = 0;
  return (
    <g>
      <title>{`${instant(Date.parse(record.run.startedAt))}: ${describeTally(must)}`}</title>
      {PARTS.map(([part, name]) => {
        const height = (must[part] / total) * HEIGHT;
        below += height;
        return height === 0 ? null : (
          <rect class={name} x={at} y={HEIGHT - below} width={BAR - 2} height={Math.max(0.5, height - 0.5)} />
        );
      })}
    </g>
  );
}

/** From the bottom up. */
const PARTS: readonly (readonly [part: keyof Tally, name: string])[] = [
  ["met", "s-met"],
  ["missed", "s-not-met"],
  ["observed", "s-observed"],
  ["open", "s-open"],
  ["notTested", "s-not-tested"],
];
