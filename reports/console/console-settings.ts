import type { Typed } from "#reports/model/commands/replay.ts";
import type { Tone } from "#reports/model/tone.ts";

export interface ConsoleOptions {
  /** Columns of the terminal; 80 unless told. */
  readonly width?: number;
  /** Colours a text; plain unless told. */
  readonly paint?: (tone: Tone, text: string) => string;
  /** Tells before the end all that the report has in lists: what was not tested, coverage, every cause in full. */
  readonly verbose?: boolean;
  /** Where the run was recorded, as the replay lines and the last line name it; `run.json` unless told. */
  readonly recordFile?: string;
  /** The command that removes all that is left; without the account unless told. */
  readonly sweep?: string;
  /** How lines that call the command begin, and what leads to the target; as far as the record goes unless told. */
  readonly typed?: Typed;
  /** A terminal shows it, where the end stays on one screen; elsewhere, as in the log of a CI job, nothing is cut off. */
  readonly onTerminal?: boolean;
  /** Where the whole report stands; `index.html` unless told. */
  readonly reportFile?: string;
  /** One case was asked for, so what else there is was not left out. */
  readonly isReplay?: boolean;
}

/** The options with what they are unless told. */
export type ConsoleSettings = Required<ConsoleOptions>;

/** Rows of a terminal that the end of a run takes at most, once all is said. */
export const END_ROWS = 40;
/** Rows of it for what stands below: the report, and the file of known failures. */
const BELOW = 6;
export const ROWS = END_ROWS - BELOW;

/** Lines of one text about a cause, and ids beside it; what is longer stands in the report. */
export const LINES = 3;
export const IDS_SHOWN = 4;

/** Lines of one text where nothing is cut off: there must be an end, and no text of a judgement comes near it. */
export const WHOLE = 60;

/** Where what is left out is told. */
export const MORE = "--verbose, or the report";
