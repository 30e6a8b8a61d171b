import { VerdictIcon } from "./chip.tsx";
import type { Level } from "#spec/requirement.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { leftBehind } from "#reports/model/standing/left-behind.ts";
import { brief } from "#reports/model/text/format.ts";
import { type Tally, tolerated, unjudged } from "#suites/record/verdicts/tally.ts";
import { LEVELS } from "#reports/model/names/level-words.ts";
import { Visible } from "./text.tsx";

/** Header cells of the columns that `RunCells` fills. */
export function RunHeads() {
  return (
    <>
      {["Outcome", ...LEVELS].map((name) => (
        <th scope="col">{name}</th>
      ))}
    </>
  );
}

/** What a run came to, as cells of a table of runs: its answer in words, then each level. */
export function RunCells({ record, byLevel }: { readonly record: RunRecord; readonly byLevel: Record<Level, Tally> }) {
  const { verdict, answer } = record.outcome;
  return (
    <>
      <td data-label="Outcome">
        <b class={`outcome o-${verdict}`}>
          <Visible text={brief(answer, 80)} />
        </b>
        {leftBehind(record) !== undefined && <small>{record.clusters.left.length} left behind</small>}
      </td>
      {LEVELS.map((level) => (
        <td data-label={level} class={byLevel[level].missed > 0 ? `bad l-${level.toLowerCase()}` : undefined}>
          <TallyText tally={byLevel[level]} />
        </td>
      ))}
    </>
  );
}

/** Met of judged with a sign, and small whatever was not: not there, blocked, undecided, stale, observed, not tested. */
function TallyText({ tally }: { readonly tally: Tally }) {
  const { met, judged, missed, byAlternative, observed, open, notTested } = tally;
  const others = unjudged(tally);
  if (judged + observed + open === 0)
    return <span class="muted">{others.length === 0 ? `${notTested} not tested` : others.join(", ")}</span>;
  const sign = missed > 0 ? "fail" : open > 0 ? "inconclusive" : judged > 0 ? "pass" : "info";
  const besides = [...(byAlternative > 0 ? [tolerated(tally)] : []), ...others];
  return (
    <>
      <span class={`tally t-${sign}`}>
        <VerdictIcon verdict={sign} /> {judged > 0 ? `${met} of ${judged}` : besides.shift()}
      </span>
      {besides.length > 0 && <small> {besides.join(", ")}</small>}
    </>
  );
}
