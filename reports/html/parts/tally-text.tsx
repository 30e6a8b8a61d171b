import { VerdictIcon } from "./chip.tsx";
import { tolerated, type Tally } from "../../../suites/record/verdicts/tally.ts";

/** Met of judged with a sign, and small what was only observed, is undecided or was not tested. */
export function TallyText({ tally }: { readonly tally: Tally }) {
  const { met, judged, missed, byAlternative, observed, open, notTested } = tally;
  if (judged + observed + open === 0) return <span class="muted">{notTested} not tested</span>;
  const sign = missed > 0 ? "fail" : open > 0 ? "inconclusive" : judged > 0 ? "pass" : "info";
  const besides = [
    ...(byAlternative > 0 ? [tolerated(tally)] : []),
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
