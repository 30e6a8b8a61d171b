import type { PageContext } from "./page-context.ts";
import { Search } from "./search.tsx";
import { VERDICT_WORDS, VERDICTS } from "../../../suites/record/verdicts/verdict.ts";

/** Searches what a report tells one by one, with a filter for each verdict that occurs. */
export function Toolbar({ context: { record, told } }: { readonly context: PageContext }) {
  const shown = record.requirements.filter(({ id }) => told.has(id));
  const count = (verdict: string) => shown.filter((one) => one.verdict === verdict).length;
  return (
    <Search
      label="Search requirements and evidence"
      placeholder="Search, level:must, !verdict:pass"
      filterLabel="Filter by verdict"
      filters={VERDICTS.filter((verdict) => count(verdict) > 0).map((verdict) => ({
        term: `verdict:${verdict}`,
        icon: verdict,
        text: `${VERDICT_WORDS[verdict].word} ${count(verdict)}`,
      }))}
    />
  );
}
