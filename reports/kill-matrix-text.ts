import { plural } from "./model/text/format.ts";
import type { ConformingRow, FaultStatus, KillMatrix } from "./model/selftest/kill-matrix.ts";
import { isUncaught, isWrong, killsByArea, killSummary } from "./model/selftest/kills.ts";
import { clip, wrapText } from "./model/text/wrap.ts";
import type { Tone } from "./model/tone.ts";

const FAILED = "Runs that a bug of the suite, or of the server, ended";
/** Columns of a requirement's line beside its id. */
const NUMBERS_WIDTH = 19;

export interface KillMatrixOptions {
  readonly width: number;
  readonly paint: (tone: Tone, text: string) => string;
}

/** The end of a selftest on a terminal: what each requirement is to catch, counts by area, then all that is wrong. */
export function renderKillMatrix(matrix: KillMatrix, options: KillMatrixOptions): string {
  const { paint } = options;
  const alarms = matrix.conforming.filter(isWrong);
  const blocks = [
    requirementLines(matrix, options),
    wrapText(`${killSummary(matrix)}; seed ${matrix.seed}`, options.width).map((line) =>
      paint(matrix.passed ? "good" : "bad", line),
    ),
    areaLines(matrix, options),
    listLines("Survived: no requirement caught it", faultTexts(matrix, "survived"), options),
    listLines("Caught only by a requirement that it does not name", faultTexts(matrix, "misplaced"), options),
    listLines("Drawn faults not caught, or that left clusters", drawnTexts(matrix), options),
    listLines("False alarms on a server that conforms", alarms.map(alarmText), options),
    listLines(
      FAILED,
      matrix.failed.map(({ server, failure }) => `${server}: ${failure}`),
      options,
    ),
    matrix.partial ? [] : unexercisedLines(matrix, options),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function requirementLines({ requirements }: KillMatrix, { width, paint }: KillMatrixOptions): string[] {
  const aimedAt = requirements.filter(({ aimed }) => aimed > 0);
  if (aimedAt.length === 0) return [];
  const idWidth = Math.min(width - NUMBERS_WIDTH - 3, Math.max(...aimedAt.map(({ id }) => id.length)));
  const row = (id: string, level: string, aimed: string, alone: string): string =>
    `  ${clip(id, idWidth).padEnd(idWidth + 1)}${level.padEnd(7)}${aimed.padStart(6)}${alone.padStart(6)}`;
  const others = requirements.length - aimedAt.length;
  return [
    paint("soft", row("", "", "faults", "alone")),
    ...aimedAt.map(({ id, level, aimed, alone }) => row(id, level, String(aimed), String(alone))),
    ...(others === 0 ? [] : [`  No fault here is aimed at the other ${plural(others, "requirement")}.`]),
  ];
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
