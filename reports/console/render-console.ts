import { targetName } from "#reports/model/names/target-name.ts";
import { RUN_VERDICT_WORDS } from "#suites/record/verdicts/run-verdict.ts";
import { VERDICT_WORDS } from "#suites/record/verdicts/verdict.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { coverageSentence } from "#reports/model/standing/coverage.ts";
import { existingSentence } from "#reports/model/standing/existing.ts";
import { likenessSentence, withoutTwin } from "#reports/model/standing/likeness.ts";
import { sweepOf, typedFrom } from "#reports/model/commands/replay.ts";
import { requestsFrom } from "#reports/model/names/requests-from.ts";
import { notRequired, notTested, notTestedInWords } from "#reports/model/standing/not-tested.ts";
import { failuresTitle, toleratedFailures } from "#reports/model/standing/server-failures.ts";
import { unsupportedIn } from "#reports/model/standing/unsupported.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip, wrapText } from "#reports/model/text/wrap.ts";
import { unsupportedLines } from "#reports/unsupported-lines.ts";
import { causesInFull, toldCauses } from "./cause-lines.ts";
import { clusterLines } from "./cluster-lines.ts";
import { type ConsoleOptions, type ConsoleSettings, LINES, MORE, ROWS, WHOLE } from "./console-settings.ts";
import { briefKnownLines, knownLines } from "./known-lines.ts";
import { openLines } from "./one-line.ts";
import { rowsOf } from "./rows-of.ts";
import { resourceLines, tableLines } from "./table-lines.ts";

const UNSUPPORTED_SHOWN = 8;
const FAILURES_SHOWN = 1;
const NARROWEST = 40;

/**
 * The end of a run: the verdict, a line for each cause, the first cause in full, and what removes what was left. It keeps
 * to `ROWS` rows, whatever the target is; where that is no terminal, the texts of the first cause are whole. Where it is to be
 * verbose, all else stands before that, every cause in full. No line is wider than asked but those made for copying: curl
 * and replay.
 */
export function renderConsole(record: RunRecord, options: ConsoleOptions = {}): string {
  const settings: ConsoleSettings = {
    paint: (_tone, text) => text,
    verbose: false,
    recordFile: "run.json",
    sweep: sweepOf(record),
    typed: typedFrom(record),
    reportFile: "index.html",
    isReplay: false,
    onTerminal: true,
    ...options,
    width: Math.max(NARROWEST, options.width ?? 80),
  };
  const details = settings.verbose ? detailBlocks(record, settings) : [];
  return `${[...details, ...endBlocks(record, settings)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** All that stands above the end of a verbose run. */
function detailBlocks(record: RunRecord, settings: ConsoleSettings): string[][] {
  return [
    tableLines(record, settings),
    resourceLines(record, settings),
    failureLines(record, settings),
    notTestedLines(record, settings),
    coverageLines(record, settings),
    knownLines(record, settings),
    ...causesInFull(record, settings),
  ];
}

function endBlocks(record: RunRecord, settings: ConsoleSettings): string[][] {
  const { width, verbose, onTerminal } = settings;
  const verdict = verdictLines(record, settings);
  const told = [likenessSentence(record), withoutTwin(record), existingSentence(record)];
  const sentences = told.filter((each) => each !== undefined);
  const notes = [
    ...sentences.flatMap((each) => wrapText(clip(visibleLine(each), LINES * width), width)),
    ...openLines(record).flatMap((line) => wrapText(clip(line, (onTerminal ? LINES : WHOLE) * width), width)),
    ...absenceLines(record, settings),
    ...(verbose ? [] : [...briefFailures(record, settings), ...briefKnownLines(record, settings)]),
  ];
  const left = clusterLines(record, settings);
  const others = [verdict, notes, left].filter((lines) => lines.length > 0);
  const rows = others.reduce((sum, lines) => sum + rowsOf(lines, width) + 1, 0);
  return [verdict, notes, ...toldCauses(record, settings, ROWS - rows), left];
}

function verdictLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const { verdict, sentence } = record.outcome;
  const tone = verdict === "conformant" ? "good" : verdict === "inconclusive" ? "caution" : "bad";
  const lines = wrapText(visibleLine(`${RUN_VERDICT_WORDS[verdict].sign} ${sentence}`), width);
  const { gone } = record.run;
  const died = gone === undefined ? [] : wrapText(clip(visibleLine(gone), 2 * width), width - 2);
  const where = `${targetName(record.target)}, kind ${record.target.kind}, ${requestsFrom(record.run)}`;
  return [
    ...lines.map((line) => paint(tone, line)),
    ...died.map((line) => paint("bad", `  ${line}`)),
    ...wrapText(clip(visibleLine(where), 2 * width), width - 2).map((line) => paint("soft", `  ${line}`)),
  ];
}

/** A reader who builds a server is told of what it may lack, too. */
function absenceLines(record: RunRecord, { width, paint, isReplay }: ConsoleSettings): string[] {
  const absent = isReplay ? undefined : notRequired(record);
  if (absent === undefined) return [];
  const sign = VERDICT_WORDS["not-implemented"].sign;
  return wrapText(`${sign} ${visibleLine(absent)}`, width).map((line) => paint("soft", line));
}

/** What passes as chance is said, so that nobody learns of it from clients. */
function failureLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const failures = toleratedFailures(record);
  if (failures.length === 0) return [];
  const lines = failures.flatMap((each) =>
    wrapText(visibleLine(each), width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`),
  );
  return [paint("caution", failuresTitle(record)), ...lines];
}

function briefFailures(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const failures = toleratedFailures(record);
  if (failures.length === 0) return [];
  const more = failures.length - FAILURES_SHOWN;
  return [
    paint("caution", failuresTitle(record)),
    ...failures.slice(0, FAILURES_SHOWN).map((each) => `  ${clip(visibleLine(each), width - 2)}`),
    ...(more > 0 ? [`  and ${more} more: ${MORE}`] : []),
  ];
}

function notTestedLines(record: RunRecord, { width, paint, reportFile, isReplay }: ConsoleSettings): string[] {
  const groups = notTested(record).filter(({ verdict }) => !isReplay || verdict !== "disabled");
  const unsupported = unsupportedIn(record);
  if (groups.length + unsupported.length === 0) return [];
  const more = unsupported.length - UNSUPPORTED_SHOWN;
  return [
    paint("strong", "Not tested"),
    ...groups.flatMap((group) =>
      wrapText(visibleLine(notTestedInWords(group)), width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`),
    ),
    ...unsupportedLines(unsupported.slice(0, UNSUPPORTED_SHOWN), width),
    ...(more > 0
      ? wrapText(`and ${more} more not handled: see ${reportFile}`, width - 2).map((line) => `  ${line}`)
      : []),
  ];
}

/** One case sees next to nothing of the contract, and nobody asks it to. */
function coverageLines(record: RunRecord, { width, paint, isReplay }: ConsoleSettings): string[] {
  const text = isReplay ? undefined : coverageSentence(record);
  return text === undefined ? [] : wrapText(text, width).map((line) => paint("soft", line));
}
