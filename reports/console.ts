import { targetName } from "./model/target-name.ts";
import { RUN_VERDICT_WORDS } from "../suites/record/run-verdict.ts";
import type { CaseResult, RequirementResult, RunRecord } from "../suites/record/record.ts";
import { headline, telling, weightOf, type Cause } from "./model/causes/cause.ts";
import { causesOf, failingCauses } from "./model/causes/causes-of.ts";
import { coverageSentence } from "./model/coverage.ts";
import { decidingExchange } from "./model/example.ts";
import { plural } from "./model/text/format.ts";
import { knownToFail, reasonInFull } from "./model/known-to-fail.ts";
import { leftBehind } from "./model/left-behind.ts";
import { isLoneRequest, replayLine, scriptLine } from "./model/replay.ts";
import { notAsked, resourceRows, thereOf } from "./model/resource-rows.ts";
import { areaRows, notTested } from "./model/summary.ts";
import { unsupportedIn } from "./model/unsupported.ts";
import { visibleLine } from "./model/text/visible-text.ts";
import { AREA_TITLES } from "./model/level-words.ts";
import type { Tone } from "./model/tone.ts";
import { clip, columns, wrapText } from "./model/text/wrap.ts";
import { unsupportedLines } from "./unsupported-lines.ts";
import { isJudged, VERDICT_WORDS } from "../suites/record/verdict.ts";
import { tallyByLevel, tolerated, type Tally } from "../suites/record/tally.ts";

export interface ConsoleOptions {
  /** Columns of the terminal; 80 unless told. */
  readonly width?: number;
  /** Colours a text; plain unless told. */
  readonly paint?: (tone: Tone, text: string) => string;
  /** Causes shown with their evidence; 10 unless told. */
  readonly failures?: number;
  /** Where the run was recorded, as the replay lines and the last line name it; `run.json` unless told. */
  readonly recordFile?: string;
  /** Where the whole report stands; `index.html` unless told. */
  readonly reportFile?: string;
  /** One case was asked for, so what else there is was not left out. */
  readonly isReplay?: boolean;
}

type ConsoleSettings = Required<ConsoleOptions>;

/** Lines of one text about a cause; what is longer stands in the report. */
const LINES = 3;
const IDS_SHOWN = 4;
const LEFT_SHOWN = 10;
const KNOWN_SHOWN = 10;
const UNSUPPORTED_SHOWN = 8;
const NARROWEST = 40;
/** Characters of a curl line, beyond which it fills a screen; the script beside it says the same. */
const CURL_LENGTH = 300;

/**
 * The end of a run on a terminal: verdict, area by level, what was not tested, then what the target has to mend, each
 * with a request that shows it. No line is wider than asked but those made for copying: curl and replay.
 */
export function renderConsole(record: RunRecord, options: ConsoleOptions = {}): string {
  const settings: ConsoleSettings = {
    paint: (_tone, text) => text,
    failures: 10,
    recordFile: "run.json",
    reportFile: "index.html",
    isReplay: false,
    ...options,
    width: Math.max(NARROWEST, options.width ?? 80),
  };
  const blocks = [
    verdictLines(record, settings),
    tableLines(record, settings),
    resourceLines(record, settings),
    notTestedLines(record, settings),
    coverageLines(record, settings),
    causeBlocks(record, settings),
    knownLines(record, settings),
    clusterLines(record, settings),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function verdictLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const { verdict, sentence } = record.outcome;
  const tone = verdict === "conformant" ? "good" : verdict === "inconclusive" ? "caution" : "bad";
  const lines = wrapText(visibleLine(`${RUN_VERDICT_WORDS[verdict].sign} ${sentence}`), width).map((line) =>
    paint(tone, line),
  );
  const { gone } = record.run;
  const died =
    gone === undefined ? [] : wrapText(visibleLine(gone), width - 2).map((line) => paint("bad", `  ${line}`));
  const where = `${targetName(record.target)}, kind ${record.target.kind}, seed ${record.run.seed}`;
  return [...lines, ...died, ...wrapText(visibleLine(where), width - 2).map((line) => paint("soft", `  ${line}`))];
}

function tableLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const rows = areaRows(record).map((row) => ({ name: AREA_TITLES[row.area], byLevel: row.byLevel }));
  if (rows.length === 0) return [];
  // Where nothing was judged, a table says no more than the verdict does.
  if (!record.requirements.some(({ verdict }) => isJudged(verdict))) return [];
  const all = [...rows, { name: "All", byLevel: tallyByLevel(record.requirements) }];
  const cell = Math.min(16, Math.floor((width - 2) / 3));
  const first = Math.min(24, width - 2 - 2 * cell);
  const line = (name: string, must: string, should: string) => `  ${name.padEnd(first)}${must.padEnd(cell)}${should}`;
  const alternative = tolerated(tallyByLevel(record.requirements).MUST);
  return [
    paint("soft", line("", "MUST", "SHOULD").trimEnd()),
    ...all.map(({ name, byLevel }) => {
      const text = line(clip(name, first - 1), met(byLevel.MUST), met(byLevel.SHOULD)).trimEnd();
      if (byLevel.MUST.missed > 0) return paint("bad", text);
      return byLevel.SHOULD.missed > 0 || byLevel.MUST.open > 0 ? paint("caution", text) : text;
    }),
    ...(all.some(({ byLevel }) => hasOpen(byLevel.MUST) || hasOpen(byLevel.SHOULD))
      ? [paint("soft", "  ? some are undecided")]
      : []),
    ...(alternative === "" ? [] : [paint("caution", `  of the MUST met, ${alternative}`)]),
  ];
}

/** One line for each kind of resource of a service: how many of its operations are there, and the MUST met. */
function resourceLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const [rows, others] = [resourceRows(record), notAsked(record)];
  if (rows.length === 0) return [];
  const must = 14;
  const second = Math.max(must, ...rows.map((row) => thereOf(row).length + 2));
  const first = Math.max(8, Math.min(30, width - 2 - second - must));
  const line = (name: string, there: string, met: string) => `  ${name.padEnd(first)}${there.padEnd(second)}${met}`;
  return [
    paint("soft", line("", "operations", "MUST")),
    ...rows.map((row) => {
      const { name, called, there, byLevel } = row;
      const text = line(clip(name, first - 1), thereOf(row), met(byLevel.MUST));
      return byLevel.MUST.missed > 0 || there < called ? paint("bad", text) : text;
    }),
    ...(others === undefined ? [] : [paint("soft", `  ${others}`)]),
  ];
}

function met(tally: Tally): string {
  const { met: count, judged, missed, open } = tally;
  if (judged === 0) return open > 0 ? "undecided" : "–";
  return `${count} of ${judged}${missed > 0 ? " ✗" : hasOpen(tally) ? " ?" : ""}`;
}

function hasOpen({ judged, missed, open }: Tally): boolean {
  return judged > 0 && missed === 0 && open > 0;
}

function notTestedLines(record: RunRecord, { width, paint, reportFile, isReplay }: ConsoleSettings): string[] {
  const groups = notTested(record).filter(({ verdict }) => !isReplay || verdict !== "disabled");
  const unsupported = unsupportedIn(record);
  if (groups.length + unsupported.length === 0) return [];
  const more = unsupported.length - UNSUPPORTED_SHOWN;
  return [
    paint("strong", "Not tested"),
    ...groups.flatMap(({ verdict, reason, requirements }) => {
      const text = `${requirements.length} ${VERDICT_WORDS[verdict].word}: ${visibleLine(reason)}`;
      return wrapText(text, width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`);
    }),
    ...unsupportedLines(unsupported.slice(0, UNSUPPORTED_SHOWN), width),
    ...(more > 0
      ? wrapText(`and ${more} more not handled: see ${reportFile}`, width - 2).map((line) => `  ${line}`)
      : []),
  ];
}

function coverageLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const text = coverageSentence(record);
  return text === undefined ? [] : wrapText(text, width).map((line) => paint("soft", line));
}

function causeBlocks(record: RunRecord, settings: ConsoleSettings): string[] {
  const { width, paint, failures, reportFile } = settings;
  const causes = causesOf(record);
  const told = failingCauses(record, causes);
  const hidden = told.slice(failures);
  const weight = (some: readonly Cause[]): number => some.reduce((sum, cause) => sum + weightOf(cause), 0);
  const rest = [
    ...(hidden.length > 0 ? [`${plural(hidden.length, "more cause")} (${plural(weight(hidden), "requirement")})`] : []),
    ...(told.length < causes.length ? [`${plural(causes.length - told.length, "cause")} of a missed SHOULD`] : []),
  ];
  const lines = told
    .slice(0, failures)
    .flatMap((cause, index) => [...(index > 0 ? [""] : []), ...causeLines(cause, index + 1, settings)]);
  if (rest.length === 0) return lines;
  const more = wrapText(`and ${rest.join(", and ")}: see ${reportFile}`, width).map((line) => paint("strong", line));
  return [...lines, ...(lines.length > 0 ? [""] : []), ...more];
}

/** What was let off, and why: a verdict that rests on it must not hide it. */
function knownLines(record: RunRecord, { width, paint, reportFile }: ConsoleSettings): string[] {
  const groups = knownToFail(record);
  if (groups.length === 0) return [];
  return [
    paint("strong", "Known to fail"),
    ...groups.slice(0, KNOWN_SHOWN).flatMap((group) => {
      const ids = group.requirements.map(({ id }) => id);
      const more = ids.length > IDS_SHOWN ? `, and ${ids.length - IDS_SHOWN} more: see ${reportFile}` : "";
      const text = `${plural(ids.length, "requirement")}: ${visibleLine(reasonInFull(group))}`;
      return [
        ...wrapText(clip(text, LINES * width), width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`),
        ...wrapText(`${ids.slice(0, IDS_SHOWN).join(", ")}${more}`, width - 4).map((line) =>
          paint("soft", `    ${line}`),
        ),
      ];
    }),
    ...(groups.length > KNOWN_SHOWN
      ? [`  and for ${groups.length - KNOWN_SHOWN} more reasons: see ${reportFile}`]
      : []),
  ];
}

function causeLines(cause: Cause, number: number, settings: ConsoleSettings): string[] {
  const { width, paint } = settings;
  const witness = telling(cause);
  const [first] = cause.shownBy;
  const { expected, received } = witness?.example?.judgement ?? {};
  const label = `${number}. `;
  const title = wrapText(clip(visibleLine(plain(headline(cause))), LINES * width), width - label.length);
  return [
    ...title.map((line, index) => paint("strong", `${index === 0 ? label : " ".repeat(label.length)}${line}`)),
    ...field("fix", plain(cause.mend), width),
    ...(expected === undefined ? [] : field("expected", expected, width)),
    ...(received === undefined ? [] : field("received", received, width).map((line) => paint("bad", line))),
    ...field("client", cause.matters, width),
    ...(first === undefined ? [] : field("source", sourceOf(first.requirement.trace), width)),
    ...(witness?.example === undefined ? [] : requestLines(witness.example, settings)),
    ...(witness === undefined ? [] : furtherLines(witness.requirement, settings)),
    ...requirementLines(cause, settings),
  ];
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}

function sourceOf({ source, line, quote }: RunRecord["requirements"][number]["trace"]): string {
  return `${source}:${line}: ${quote}`;
}

function requestLines(example: CaseResult, { width, recordFile }: ConsoleSettings): string[] {
  const request = decidingExchange(example)?.request;
  const body = request?.body?.text ?? (request?.body === undefined ? "" : `(${request.body.bytes} bytes, not UTF-8)`);
  const script = scriptLine(example, recordFile);
  return [
    ...field("sent", example.summary, width),
    ...(request === undefined
      ? []
      : [`    ${clip(visibleLine(`${request.method} ${request.path} ${body}`.trimEnd()), width - 4)}`]),
    ...(isLoneRequest(example) && example.curl.length <= CURL_LENGTH ? [`    ${visibleLine(example.curl)}`] : []),
    ...(script === undefined ? [] : [`    ${visibleLine(script)}`]),
    `    ${visibleLine(replayLine(example.id, recordFile))}`,
  ];
}

/** Failing cases beside the one that is shown: most are not in the record, but all can be sent again. */
function furtherLines({ id, counts }: RequirementResult, { width }: ConsoleSettings): string[] {
  const more = counts.fail - 1;
  if (more < 1) return [];
  const text = `${plural(more, "more case")} fail${more === 1 ? "s" : ""}: all are sent again by run --select ${id}`;
  return wrapText(text, width - 4).map((line) => `    ${line}`);
}

/** Ids of what shows a cause and of what follows from it, as many as fit. */
function requirementLines({ shownBy, follows }: Cause, { width, paint, reportFile }: ConsoleSettings): string[] {
  const [first] = shownBy;
  const rest = [...shownBy, ...follows].slice(1).map(({ requirement }) => requirement.id);
  const more = rest.length > IDS_SHOWN ? `, and ${rest.length - IDS_SHOWN} more: see ${reportFile}` : "";
  const also = rest.length === 0 ? [] : wrapText(`also ${rest.slice(0, IDS_SHOWN).join(", ")}${more}`, width - 4);
  if (first === undefined) return [];
  const { verdict, id, level, title } = first.requirement;
  return [
    ...wrapText(`${VERDICT_WORDS[verdict].sign} ${id}  ${level}`, width - 2).map((line) =>
      paint("strong", `  ${line}`),
    ),
    ...[...wrapText(visibleLine(title), width - 4), ...also].map((line) => `    ${line}`),
  ];
}

function field(name: string, text: string, width: number): string[] {
  const label = `  ${name}  `;
  const lines = wrapText(clip(visibleLine(text), 4 * width), width - columns(label));
  return lines.map((line, index) => (index === 0 ? label : " ".repeat(label.length)) + line);
}

/** The commands that remove what was left behind, or why there is none. */
export function clusterLines(record: RunRecord, { width, paint }: Pick<ConsoleSettings, "width" | "paint">): string[] {
  const left = leftBehind(record);
  if (left === undefined) return [];
  const { title, commands, others } = left;
  const inWords = others.map(({ name, reason, times }) => {
    const often = times > 1 ? `${times} times ` : "";
    return clip(`cannot be removed: ${often}${visibleLine(name)} (${visibleLine(reason)})`, 4 * width);
  });
  const lines = [
    ...commands.map((command) => [visibleLine(command)]),
    ...inWords.map((each) => wrapText(each, width - 2)),
  ];
  return [
    paint("bad", commands.length === 0 ? `${title}:` : `${title}; to remove:`),
    ...lines.slice(0, LEFT_SHOWN).flatMap((each) => each.map((line) => `  ${line}`)),
    ...(lines.length > LEFT_SHOWN ? wrapText(`and ${lines.length - LEFT_SHOWN} more in the record`, width) : []),
  ];
}
