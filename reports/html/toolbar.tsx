import type { RunRecord } from "../../suites/record/record.ts";
import { Search } from "./search.tsx";
import { VERDICT_WORDS, VERDICTS } from "../../suites/record/verdict.ts";

/** Searches a report, with a filter for each verdict that occurs. */
export function Toolbar({ record }: { readonly record: RunRecord }) {
  const count = (verdict: string) => record.requirements.filter((one) => one.verdict === verdict).length;
  return (
    <Search
      label="Search requirements and evidence"
      placeholder="Search, level:must, !verdict:pass"
      filterLabel="Filter by verdict"
      filters={VERDICTS.filter((verdict) => count(verdict) > 0).map((verdict) => ({
        term: `verdict:${verdict}`,
        look: verdict,
        text: `${VERDICT_WORDS[verdict].word} ${count(verdict)}`,
      }))}
    />
  );
}
