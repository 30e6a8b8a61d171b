import type { Area, Level } from "../spec/requirement.ts";
import type { RunVerdict } from "../suites/record/record.ts";
import type { Verdict } from "../suites/record/verdict.ts";
import { plural } from "./model/format.ts";
import { isWrong, killsByArea, killSummary } from "./model/kills.ts";
import { clip, wrap } from "./model/wrap.ts";
import type { Tone } from "./console.ts";

/** A requirement that a run against a fault did not find met, though it is met without the fault. */
export interface Catch {
  readonly requirement: string;
  readonly verdict: Verdict;
  /** Requests sent when it was first seen. */
  readonly atRequest?: number;
}

/**
 * killed: a requirement that the fault names failed (or, where it is a SHOULD, warned). misplaced: only others did.
 * survived: none did.
 */
export type FaultStatus = "killed" | "misplaced" | "survived";

export interface FaultRow {
  readonly id: string;
  readonly sentence: string;
  readonly area: Area;
  readonly status: FaultStatus;
  /** Named requirements that caught it. */
  readonly killedBy: readonly Catch[];
  /** Named requirements that did not. */
  readonly missedBy: readonly string[];
  /** Requirements that the fault does not name, and that failed or warned. */
  readonly alsoCaughtBy: readonly Catch[];
  /** Requests until the first named requirement caught it. */
  readonly requestsToCatch?: number;
  readonly requests: number;
}

/** A server that keeps every promise, and what the suite said of it. */
export interface ConformingRow {
  readonly id: string;
  readonly sentence: string;
  readonly verdict: RunVerdict;
  /** Requirements wrongly found not met, or not judged. */
  readonly falseAlarms: readonly Catch[];
  /** Names of clusters that the run left there. */
  readonly left: readonly string[];
  readonly cases: number;
  readonly requests: number;
}

export interface RequirementColumn {
  readonly id: string;
  readonly area: Area;
  readonly level: Level;
  /** Ids of faults that name it and that it caught. */
  readonly kills: readonly string[];
  /** Ids of further faults it caught. */
  readonly alsoCatches: readonly string[];
}

/** Fault × requirement: what a selftest leaves. */
export interface KillMatrix {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly seed: number;
  /** Random inputs per constraint. */
  readonly cases: number;
  /** Some faults or variants were left out by a filter. */
  readonly partial: boolean;
  readonly faults: readonly FaultRow[];
  readonly conforming: readonly ConformingRow[];
  readonly requirements: readonly RequirementColumn[];
  /** MUST and SHOULD requirements that no fault made fail. */
  readonly unexercised: readonly string[];
  /** Median of `requestsToCatch` over the killed faults. */
  readonly medianRequestsToCatch?: number;
  /** Every fault was killed, and no conforming server gave a false alarm. */
  readonly passed: boolean;
}

export interface KillMatrixOptions {
  readonly width: number;
  readonly paint: (tone: Tone, text: string) => string;
}

/** The end of a selftest on a terminal: counts by area, then all that is wrong, then what no fault exercises. */
export function renderKillMatrix(matrix: KillMatrix, options: KillMatrixOptions): string {
  const { paint } = options;
  const alarms = matrix.conforming.filter(isWrong);
  const blocks = [
    wrap(`${killSummary(matrix)}; seed ${matrix.seed}`, options.width).map((line) =>
      paint(matrix.passed ? "good" : "bad", line),
    ),
    areaLines(matrix, options),
    listLines("Survived: no requirement caught it", faultTexts(matrix, "survived"), options),
    listLines("Caught only by a requirement that it does not name", faultTexts(matrix, "misplaced"), options),
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
  const lines = texts.flatMap((text) => wrap(text, width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`));
  return [paint("strong", `${title} (${texts.length})`), ...lines];
}

function unexercisedLines({ unexercised }: KillMatrix, { width, paint }: KillMatrixOptions): string[] {
  if (unexercised.length === 0) return [];
  const lines = wrap(unexercised.join(", "), width - 2).map((line) => `  ${line}`);
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

function alarmText({ id, verdict, falseAlarms, left }: ConformingRow): string {
  const findings = falseAlarms.map(({ requirement, verdict: found }) => `${requirement} (${found})`);
  const clusters = left.length === 0 ? [] : [`${plural(left.length, "cluster")} left behind`];
  return `${id}: ${[verdict, ...findings, ...clusters].join(", ")}`;
}
