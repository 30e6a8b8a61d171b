import { plural } from "./model/text/format.ts";
import type { ConformingRow, FaultStatus, KillMatrix } from "./model/selftest/kill-matrix.ts";
import { isUncaught, isWrong, killsByArea, killSummary } from "./model/selftest/kills.ts";
import { clip, wrapText } from "./model/text/wrap.ts";
import type { Tone } from "./model/tone.ts";

export interface KillMatrixOptions {
  readonly width: number;
  readonly paint: (tone: Tone, text: string) => string;
}

/** The end of a selftest on a terminal: counts by area, then all that is wrong, then what no fault exercises. */
export function renderKillMatrix(matrix: KillMatrix, options: KillMatrixOptions): string {
  const { paint } = options;
  const alarms = matrix.conforming.filter(isWrong);
  const blocks = [
    wrapText(`${killSummary(matrix)}; seed ${matrix.seed}`, options.width).map((line) =>
      paint(matrix.passed ? "good" : "bad", line),
    ),
    areaLines(matrix, options),
    listLines("Survived: no requirement caught it", faultTexts(matrix, "survived"), options),
    listLines("Caught only by a requirement that it does not name", faultTexts(matrix, "misplaced"), options),
    listLines("Drawn faults not caught, or that left clusters", drawnTexts(matrix), options),
    listLines("False alarms on a server that conforms", alarms.map(alarmText), options),
    matrix.partial ? [] : unexercisedLines(matrix, options),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function areaLines(matrix: KillMatrix, { width, paint }: KillMatrixOptions): string[] {
  const areas = killsByArea(matrix);
  if (areas.length === 0) return [];
  const row = (name: string, killed: string, median: string): string =>
    clip(`  ${name.padEnd(22)}${killed.padEnd(14)}${median}`.trimEnd(), width);
  return [
    paint("soft", row("", "killed", "median requests")),
    ...areas.map(({ area, killed, of, median }) => {
      const text = row(area, `${killed} of ${of}`, String(median ?? "–"));
      return killed === of ? text : paint("bad", text);
    }),
  ];
}

function listLines(title: string, texts: readonly string[], { width, paint }: KillMatrixOptions): string[] {
  if (texts.length === 0) return [];
  const lines = texts.flatMap((text) =>
    wrapText(text, width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`),
  );
  return [paint("strong", `${title} (${texts.length})`), ...lines];
}

function unexercisedLines({ unexercised }: KillMatrix, { width, paint }: KillMatrixOptions): string[] {
  if (unexercised.length === 0) return [];
  const lines = wrapText(unexercised.join(", "), width - 2).map((line) => `  ${line}`);
  return [paint("strong", `Requirements that no fault exercises (${unexercised.length})`), ...lines];
}

function faultTexts({ faults }: KillMatrix, status: FaultStatus): string[] {
  return faults
    .filter((fault) => fault.status === status)
    .map(({ id, sentence, missedBy, alsoCaughtBy }) => {
      const others = alsoCaughtBy.map(({ requirement }) => requirement).join(", ");
      return `${id}: ${sentence} Names ${missedBy.join(", ")}${others === "" ? "" : `; caught by ${others}`}`;
    });
}

function drawnTexts({ drawn }: KillMatrix): string[] {
  return drawn.filter(isUncaught).map(({ id, sentence, left }) => {
    const clusters = left.length === 0 ? "" : ` ${plural(left.length, "cluster")} left behind.`;
    return `${id}: ${sentence}${clusters}`;
  });
}

function alarmText({ id, verdict, falseAlarms, left }: ConformingRow): string {
  const findings = falseAlarms.map(({ requirement, verdict: found }) => `${requirement} (${found})`);
  const clusters = left.length === 0 ? [] : [`${plural(left.length, "cluster")} left behind`];
  return `${id}: ${[verdict, ...findings, ...clusters].join(", ")}`;
}
