import { VerdictIcon } from "./chip.tsx";
import { tolerated, unjudged, type Tally } from "../../../suites/record/verdicts/tally.ts";

/** Met of judged with a sign, and small whatever was not: not there, blocked, undecided, stale, observed, not tested. */
export function TallyText({ tally }: { readonly tally: Tally }) {
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
