import { createColors } from "picocolors";
import type { Tone } from "../reports/model/tone.ts";
import { terminalText } from "../reports/model/strangers-text.ts";
import { EXIT } from "../suites/record/outcome.ts";
import { errorMessage } from "../endpoint/error-message.ts";

/** The only place that writes to the terminal, and the door that every text passes on its way there. */
export interface Console {
  /** Results, on standard output. */
  print(text: string): void;
  /** Progress and complaints, on standard error. */
  note(text: string): void;
  readonly width: number;
  readonly interactive: boolean;
  readonly paint: (tone: Tone, text: string) => string;
}

/** A terminal narrower than this is written to as if it were this wide. */
const NARROWEST = 40;

export function systemConsole(env: NodeJS.ProcessEnv = process.env): Console {
  const interactive = process.stderr.isTTY && env["CI"] === undefined && env["TERM"] !== "dumb";
  const coloured = env["NO_COLOR"] === undefined && (process.stdout.isTTY || env["FORCE_COLOR"] !== undefined);
  const colors = createColors(coloured);
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    good: colors.green,
    bad: colors.red,
    caution: colors.yellow,
    soft: colors.dim,
    strong: colors.bold,
  };
  const line = (text: string): string => `${terminalText(text.replace(/\n$/, ""), { colours: coloured })}\n`;
  return {
    print: (text) => void process.stdout.write(line(text)),
    note: (text) => void process.stderr.write(line(text)),
    width: Math.max(NARROWEST, process.stdout.columns ?? Number(env["COLUMNS"] ?? 80)),
    interactive,
    paint: (tone, text) => tones[tone](text),
  };
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
