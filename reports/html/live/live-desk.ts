import type { LiveFilter } from "./live-filter.ts";

/** What a page knows of itself, and what its reader does there. */
export interface LiveDesk {
  readonly filter: LiveFilter;
  readonly isPaused: boolean;
  /** Exchanges that came since, while it is paused. */
  readonly newer: number;
  /** Whether the page still hears from the proxy; `none` where no script runs that could. */
  readonly connection: "live" | "lost" | "none";
  /** An address of the report, once the page has it. */
  readonly report?: string | undefined;
  /** Exchanges that the reader has opened, by their numbers, as text. */
  readonly opened: ReadonlyMap<number, string>;
  readonly onOpen: (number: number) => void;
  readonly onFilter: (filter: LiveFilter) => void;
  readonly onPause: () => void;
}
