import type { Level } from "#spec/requirement.ts";
import type { RunVerdict } from "#suites/record/verdicts/run-verdict.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

/** What a page shows of traffic while it is judged. All of it is bounded, and none of it a secret. */
export interface LiveView {
  /** Name and version of the contract. */
  readonly contract: string;
  readonly tool: string;
  /** Where requests go, and where clients send them. */
  readonly endpoint: string;
  readonly proxy: string;
  readonly counts: LiveCounts;
  /** The newest, the oldest of them first. */
  readonly exchanges: readonly LiveExchange[];
  /** What must be mended, as far as it shows, the heaviest first. */
  readonly causes: readonly LiveCause[];
  /** Causes beyond those. */
  readonly moreCauses: number;
  /** The file of the report, where one is to be written. */
  readonly reportFile?: string | undefined;
  readonly end?: LiveEnd | undefined;
}

/** All exchanges so far, those included that are shown no longer. */
export interface LiveCounts {
  readonly exchanges: number;
  readonly withFindings: number;
  /** Not passed on: see `strayRequest`. */
  readonly refused: number;
  /** Passed on, and too large to be judged. */
  readonly unjudged: number;
  /** By class of the status: `2xx`, or `none` where no answer came. */
  readonly byStatus: Readonly<Record<StatusClass, number>>;
}

export const STATUS_CLASSES = ["2xx", "3xx", "4xx", "5xx", "none"] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];
/** The same, as they are said. */
export const STATUS_WORDS: Readonly<Record<StatusClass, string>> = {
  "2xx": "2xx",
  "3xx": "3xx",
  "4xx": "4xx",
  "5xx": "5xx",
  none: "no answer",
};

/** How it ended. */
export interface LiveEnd {
  readonly verdict: RunVerdict;
  /** The answer in a sentence. */
  readonly answer: string;
  readonly counts: string;
  /** Of the command, where there was one that ended by itself. */
  readonly exitCode?: number | undefined;
}

/** A request and what became of it. */
export interface LiveExchange {
  /** From 1, in the order of the answers. */
  readonly number: number;
  /** When it was sent, in milliseconds since the epoch. */
  readonly at: number;
  readonly ms: number;
  readonly method: string;
  /** With its query, as the record has it. */
  readonly path: string;
  /** Undefined where it is for none of the contract's. */
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  /** Why no answer came. */
  readonly failure?: string | undefined;
  /** The worst that was found; undefined where nothing was judged. */
  readonly verdict?: Verdict | undefined;
  /** The first of what was not as it must or should be. */
  readonly findings: readonly LiveFinding[];
  readonly moreFindings: number;
}

/** A requirement that an exchange did not keep. */
export interface LiveFinding {
  readonly requirement: string;
  readonly title: string;
  readonly level: Level;
  readonly verdict: Verdict;
  /** What was expected and what came; absent where it was shown often enough. */
  readonly expected?: string | undefined;
  readonly received?: string | undefined;
  /** The file of expectations has it. */
  readonly isKnown: boolean;
}

/** What must be mended. */
export interface LiveCause {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  readonly mend: string;
  /** Requirements that are met once it is mended. */
  readonly requirements: number;
  /** The smallest request that shows it, what was expected and what came. */
  readonly sent?: string | undefined;
  readonly expected?: string | undefined;
  readonly received?: string | undefined;
}

/** Exchanges, findings of one, and causes that a page has at most; characters of a text that others wrote. */
export const SHOWN_EXCHANGES = 500;
export const SHOWN_FINDINGS = 4;
export const SHOWN_CAUSES = 25;
export const SHOWN_TEXT = 300;

/** The class of a status, or of none. */
export function statusClass(status: number | undefined): StatusClass {
  if (status === undefined) return "none";
  return STATUS_CLASSES.find((each) => each[0] === String(status)[0]) ?? "none";
}
