import { clip, wrapText } from "#reports/model/text/wrap.ts";
import type { Tone } from "#reports/model/tone.ts";
import { differenceOf } from "./difference.ts";
import type { FaultResult, FaultScore, MutationReport } from "./mutation-report.ts";
import { scoreText } from "./score.ts";
import { scoreRemarks, scoreSentence, survivorsOf } from "./score-words.ts";

export interface ScoreTextOptions {
  readonly width: number;
  readonly paint: (tone: Tone, text: string) => string;
  /** Survivors that are shown; the report has all. */
  readonly most: number;
}

/** The end on a terminal: the score, what survived, then where. */
export function renderScore(report: MutationReport, options: ScoreTextOptions): string {
  const { width, paint } = options;
  const tone = report.score === null ? "caution" : report.score === 1 ? "good" : "bad";
  const head = wrapText(scoreSentence(report), width).map((line) => paint(tone, line));
  const remarks = scoreRemarks(report).flatMap((line) => indented(line, width, 2));
  const warnings = report.warnings.flatMap((line) => wrapText(`Warning: ${line}`, width));
  const blocks = [
    [...head, ...remarks],
    warnings.map((line) => paint("caution", line)),
    survivorLines(report, options),
    tableLinesOf("By operation", report.byOperation, options),
    tableLinesOf("By kind of fault", report.byKind, options),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function survivorLines(report: MutationReport, { width, paint, most }: ScoreTextOptions): string[] {
  const survivors = survivorsOf(report);
  if (survivors.length === 0) return [];
  const shown = survivors.slice(0, most).flatMap((fault) => survivorText(fault, width, paint));
  const more = survivors.length - most;
  return [
    paint("strong", `Survived: what no test noticed (${survivors.length})`),
    ...shown,
    ...(more > 0 ? [paint("soft", `  and ${more} more, in the report; --verbose shows all`)] : []),
  ];
}

function survivorText(fault: FaultResult, width: number, paint: ScoreTextOptions["paint"]): string[] {
  const { title, sentence, exchange } = fault;
  const [first = "", ...rest] = wrapText(sentence.replaceAll("`", ""), width - 4);
  const difference = exchange === undefined ? "" : differenceOf(exchange);
  return [
    `  ${first}`,
    ...rest.map((line) => `    ${line}`),
    paint("soft", clip(`    ${title}: ${oneLine(difference)}`, width)),
  ];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function tableLinesOf(title: string, scores: readonly FaultScore[], { width, paint }: ScoreTextOptions): string[] {
  if (scores.length === 0) return [];
  const first = Math.max(8, Math.min(44, width - 36));
  const row = (name: string, ...cells: readonly (string | number)[]): string =>
    `  ${clip(name, first - 1).padEnd(first)}${cells.map((cell) => String(cell).padStart(10)).join("")}`.trimEnd();
  return [
    paint("soft", row(title, "score", "noticed", "survived")),
    ...scores.map(({ name, score, noticed, hung, survived }) => {
      const text = row(name, scoreText(score), noticed + hung, survived);
      return survived > 0 ? paint("bad", text) : text;
    }),
  ];
}

function indented(text: string, width: number, by: number): string[] {
  return wrapText(text, width - by).map((line) => " ".repeat(by) + line);
}
