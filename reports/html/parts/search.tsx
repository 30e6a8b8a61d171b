import { VerdictIcon } from "./chip.tsx";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

/** A button that puts its term into the search, or takes it out. */
export interface SearchFilter {
  /** As it is typed: `verdict:fail`. */
  readonly term: string;
  /** The verdict whose colour and sign it bears. */
  readonly icon: Verdict;
  readonly text: string;
}

interface SearchProps {
  /** What is searched, for those who do not see the page. */
  readonly label: string;
  readonly placeholder: string;
  /** What the filters go by, likewise. */
  readonly filterLabel: string;
  readonly filters: readonly SearchFilter[];
  /** What is counted, in the singular; requirement unless given. */
  readonly noun?: string;
}

/** Search and filters; shown by the script, useless without it. */
export function Search({ label, placeholder, filterLabel, filters, noun }: SearchProps) {
  return (
    <search class="tools">
      <input
        id="search"
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autocomplete="off"
        spellcheck={false}
        aria-keyshortcuts="/"
      />
      <div class="filters" role="group" aria-label={filterLabel}>
        {filters.map(({ term, icon, text }) => (
          <button type="button" class={`v-${icon}`} data-term={term} aria-pressed="false">
            <VerdictIcon verdict={icon} />
            {text}
          </button>
        ))}
      </div>
      <span class="found" role="status" data-noun={noun} />
    </search>
  );
}

/** Shown by the script when a search leaves nothing. */
export function NothingMatches() {
  return (
    <p class="empty" hidden>
      Nothing matches.{" "}
      <button type="button" data-clear="">
        Clear the search
      </button>
    </p>
  );
}
