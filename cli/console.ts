import { WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { Tone } from "#reports/model/tone.ts";
import { printableJson, terminalText } from "#reports/model/text/harmless-text.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { errorMessage } from "#spec/error-message.ts";

/** The only place that writes to the terminal, and the door that every text passes on its way there. */
export interface Console {
  /** Results, on standard output. */
  print(text: string): void;
  /** A result for machines, on standard output: JSON that means the same and holds nothing that a terminal obeys. */
  json(value: unknown): void;
  /** Progress and complaints, on standard error. */
  note(text: string): void;
  readonly width: number;
  readonly interactive: boolean;
  /** Standard output is a terminal. */
  readonly onTerminal: boolean;
  readonly paint: (tone: Tone, text: string) => string;
}

/** A terminal narrower than this is written to as if it were this wide. */
const NARROWEST = 40;

/** Columns where nobody says how many there are. */
const ORDINARY = 80;

const STYLES = {
  good: "green",
  bad: "red",
  caution: "yellow",
  soft: "dim",
  strong: "bold",
} as const satisfies Readonly<Record<Tone, Parameters<typeof styleText>[0]>>;

export function systemConsole(env: NodeJS.ProcessEnv = process.env): Console {
  const interactive = process.stderr.isTTY && env["CI"] === undefined && env["TERM"] !== "dumb";
  const coloured = wantsColour(process.stdout.isTTY, env);
  const line = (text: string): string => `${terminalText(text.replace(/\n$/, ""), { colours: coloured })}\n`;
  return {
    print: (text) => void process.stdout.write(line(text)),
    json: (value) => void process.stdout.write(`${printableJson(value)}\n`),
    note: (text) => void process.stderr.write(line(text)),
    width: widthOf(process.stdout.columns, env),
    interactive,
    onTerminal: process.stdout.isTTY,
    // Which stream it is for is decided already.
    paint: (tone, text) => (coloured ? styleText(STYLES[tone], text, { validateStream: false }) : text),
  };
}

/** Columns to write in: those of the terminal, or what COLUMNS says; neither counts where it is no number above 0. */
export function widthOf(columns: number | undefined, env: NodeJS.ProcessEnv): number {
  const known = [columns, Number(env["COLUMNS"])].find(
    (width) => width !== undefined && width > 0 && Number.isFinite(width),
  );
  return Math.max(NARROWEST, Math.floor(known ?? ORDINARY));
}

/** The same console, silent: for who wants to hear of trouble alone. */
export function silenced(console: Console): Console {
  return { ...console, print: () => undefined, note: () => undefined, interactive: false };
}

/** The colours of a terminal that has none. */
const MONOCHROME = 1;

/**
 * As Node decides it for its own streams: FORCE_COLOR, with 0 for none, then NO_COLOR, then what the terminal can. An
 * empty NO_COLOR is none, as no-color.org has it and Node since 24.
 */
export function wantsColour(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR, NODE_DISABLE_COLORS, ...rest } = env;
  const forced = env["FORCE_COLOR"] !== undefined;
  if (!forced && (!isTerminal || isSet(NO_COLOR) || isSet(NODE_DISABLE_COLORS))) return false;
  return WriteStream.prototype.getColorDepth(rest) > MONOCHROME;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}

/**
 * A reader that leaves before the end, as `head` does, ends neither a run nor its clean-up, and has no say in the exit
 * code. Standard output that cannot be written for another reason, such as a full disk, is told of, once.
 */
export function surviveLostOutput(): void {
  let told = false;
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || told) return;
    told = true;
    process.stderr.write(terminalText(`eks-conformance: standard output cannot be written: ${errorMessage(error)}\n`));
    process.exitCode ||= EXIT.usage;
  });
}
