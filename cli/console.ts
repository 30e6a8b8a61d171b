import { createColors } from "picocolors";
import type { Tone } from "../reports/console.ts";

/** The only place that writes to the terminal. */
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
  return {
    print: (text) => void process.stdout.write(text.endsWith("\n") ? text : `${text}\n`),
    note: (text) => void process.stderr.write(text.endsWith("\n") ? text : `${text}\n`),
    width: Math.max(NARROWEST, process.stdout.columns ?? Number(env["COLUMNS"] ?? 80)),
    interactive,
    paint: (tone, text) => tones[tone](text),
  };
}
