import { UNJUDGED_WORDS, type Tally } from "#suites/record/verdicts/tally.ts";

interface TallyPart {
  readonly part: keyof Tally;
  /** Class of its colour. */
  readonly name: string;
  readonly words: string;
}

/** What a bar shows of a tally, from its beginning: what is met first. */
export const TALLY_PARTS: readonly TallyPart[] = [
  { part: "met", name: "s-met", words: "met" },
  { part: "missed", name: "s-not-met", words: "not met" },
  { part: "notThere", name: "s-not-there", words: UNJUDGED_WORDS.notThere },
  { part: "errors", name: "s-open", words: UNJUDGED_WORDS.errors },
  { part: "open", name: "s-open", words: UNJUDGED_WORDS.open },
  { part: "stale", name: "s-open", words: UNJUDGED_WORDS.stale },
  { part: "observed", name: "s-observed", words: UNJUDGED_WORDS.observed },
  { part: "blocked", name: "s-not-tested", words: UNJUDGED_WORDS.blocked },
  { part: "notTested", name: "s-not-tested", words: UNJUDGED_WORDS.notTested },
];
