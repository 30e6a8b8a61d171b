import type { RunRecord } from "../../suites/record.ts";
import { VERDICT_WORDS, VERDICTS } from "../model/words.ts";
import { VerdictIcon } from "./chip.tsx";

/** Search and filters; shown by the script, useless without it. */
export function Toolbar({ record }: { readonly record: RunRecord }) {
  const count = (verdict: string) => record.requirements.filter((one) => one.verdict === verdict).length;
  return (
    <search class="tools">
      <input
        id="search"
        type="search"
        aria-label="Search requirements and evidence"
        placeholder="Search, level:must, !verdict:pass"
        autocomplete="off"
        spellcheck={false}
        aria-keyshortcuts="/"
      />
      <div class="filters" role="group" aria-label="Filter by verdict">
        {VERDICTS.filter((verdict) => count(verdict) > 0).map((verdict) => (
          <button type="button" class={`v-${verdict}`} data-term={`verdict:${verdict}`} aria-pressed="false">
            <VerdictIcon verdict={verdict} />
            {VERDICT_WORDS[verdict].word} {count(verdict)}
          </button>
        ))}
      </div>
      <span class="found" role="status" />
    </search>
  );
}
