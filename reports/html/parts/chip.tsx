import type { Level } from "#spec/requirement.ts";
import { wordOf } from "#suites/record/verdicts/tally.ts";
import { VERDICTS, type Verdict } from "#suites/record/verdicts/verdict.ts";

/** One shape for each verdict, on a grid of 16, so that none is told by colour alone. */
const SHAPES: Readonly<Record<Verdict, string>> = {
  pass: "M3.5 8.5l3 3 6-7",
  fail: "M4 4l8 8M12 4l-8 8",
  warn: "M8 2.5L14 13.5H2zM8 6.5v3.2M8 11.6v.4",
  info: "M8 7.2v4.3M8 4.4v.4M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8",
  inconclusive: "M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8M6.2 6.4a1.8 1.8 0 113 1.3c-.7.6-1.2.9-1.2 1.7M8 11.4v.4",
  error: "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM8 4.8v4M8 11v.4",
  stale: "M13 8a5 5 0 11-1.6-3.7M13 2.6v2.6h-2.6",
  "not-implemented": "M8 2a6 6 0 100 12A6 6 0 008 2M3.8 12.2l8.4-8.4",
  "not-applicable": "M3.5 8h9",
  disabled: "M5.5 4v8M10.5 4v8",
};

/** The shapes, once for the page. */
export function Symbols() {
  return (
    <svg class="symbols" aria-hidden="true">
      {VERDICTS.map((verdict) => (
        <symbol id={`v-${verdict}`} viewBox="0 0 16 16">
          <path d={SHAPES[verdict]} />
        </symbol>
      ))}
    </svg>
  );
}

export function VerdictIcon({ verdict }: { readonly verdict: Verdict }) {
  return (
    <svg class={`icon v-${verdict}`} aria-hidden="true">
      <use href={`#v-${verdict}`} />
    </svg>
  );
}

/** A verdict with its word; `missing`, where another operation blocks it, is the one that is not there. */
export function VerdictChip({
  verdict,
  missing,
}: {
  readonly verdict: Verdict;
  readonly missing?: string | undefined;
}) {
  return (
    <span class={`chip v-${verdict}`}>
      <VerdictIcon verdict={verdict} />
      {wordOf({ verdict, missing })}
    </span>
  );
}

export function LevelTag({ level }: { readonly level: Level }) {
  return <span class={`level l-${level.toLowerCase()}`}>{level}</span>;
}
