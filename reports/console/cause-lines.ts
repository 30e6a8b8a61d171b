import { sourcePlace } from "#reports/model/names/source-sentence.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { VERDICT_WORDS } from "#suites/record/verdicts/verdict.ts";
import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import { requirementsWithFile } from "#reports/findings/finding-files.ts";
import {
  headline,
  idsToTell,
  mattersToClients,
  telling,
  traceOf,
  type Cause,
  type Witness,
} from "#reports/model/causes/cause.ts";
import { causesOf, failingCauses } from "#reports/model/causes/causes-of.ts";
import { topOf } from "#reports/model/causes/grouping/symptom-group.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { againLine, loneCurl, replayLine, findingLine } from "#reports/model/commands/replay.ts";
import { grouped, plural } from "#reports/model/text/format.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip, columns, wrapText } from "#reports/model/text/wrap.ts";
import { type ConsoleSettings, IDS_SHOWN, MORE, WHOLE } from "./console-settings.ts";
import { causeLine, causeName, causeWithin } from "./one-line.ts";
import { rowsOf } from "./rows-of.ts";

/** Characters of a curl line, beyond which it fills a screen; the file beside it says the same. */
const CURL_LENGTH = 600;
/** Causes told in full at most. */
const IN_FULL = 50;
/** Lines that are kept for causes which are told by a line. */
const LISTED = 4;

/**
 * What the target has to mend within some rows: a line for each cause, those of a missed SHOULD and what is tolerated
 * last, and the first in full where not all are, above. Both say where the rest is told.
 */
export function toldCauses(record: RunRecord, settings: ConsoleSettings, rows: number): string[][] {
  const { causes, failing } = causesIn(record);
  const [first] = failing;
  const list = (room: number): string[] => listLines(causes, { failing, settings, room });
  if (first === undefined || settings.verbose) return [list(rows)];
  // A cause that is alone is told in full, and its line would say the same.
  if (causes.length === 1) return [shortened(record, { cause: first, settings, rows })];
  const inFull = shortened(record, { cause: first, settings, rows: rows - 2 - Math.min(LISTED, causes.length) });
  const room = rows - rowsOf(inFull, settings.width) - 2;
  return [list(settings.onTerminal ? room : Math.max(LISTED, room)), inFull];
}

/** The causes, in full. */
export function causesInFull(record: RunRecord, settings: ConsoleSettings): string[][] {
  const { causes } = causesIn(record);
  const context = contextOf(record, settings);
  const more = causes.length - IN_FULL;
  return [
    ...causes.slice(0, IN_FULL).map((cause, at) => causeLines(context, cause, at + 1)),
    ...(more > 0 ? [wrapText(`and ${plural(more, "more cause")}: see ${settings.reportFile}`, settings.width)] : []),
  ];
}

interface Causes {
  /** Those that the run fails for first, then those of a missed SHOULD, then what is tolerated. */
  readonly causes: readonly Cause[];
  readonly failing: readonly Cause[];
}

function causesIn(record: RunRecord): Causes {
  const all = causesOf(record);
  const failing = failingCauses(record, all);
  return { causes: [...failing, ...all.filter((cause) => !failing.includes(cause))], failing };
}

interface CauseList {
  readonly failing: readonly Cause[];
  readonly settings: ConsoleSettings;
  /** Lines at most. */
  readonly room: number;
}

/** A line for each: whole if all have room, else one of the terminal's, and some are counted. */
function listLines(causes: readonly Cause[], { failing, settings, room }: CauseList): string[] {
  const { width, paint, verbose } = settings;
  const told = (cause: Cause, lines: readonly string[]): string[] =>
    lines.map((line, at) => paint(failing.includes(cause) ? "strong" : "soft", at === 0 ? line : `  ${line}`));
  const whole = causes.flatMap((cause) => told(cause, wrapText(fitting(cause, width), width - 2)));
  if (whole.length <= room) return whole;
  const shown = causes.length <= room ? causes.length : Math.max(1, room - 1);
  const more = causes.length - shown;
  return [
    ...causes.slice(0, shown).flatMap((cause) => told(cause, [causeWithin(cause, width)])),
    ...(more > 0 ? [`and ${grouped(more)} more: ${verbose ? "above" : MORE}`] : []),
  ];
}

/** A cause with its requirement, and with what was expected and what came if one line has room for that. */
function fitting(cause: Cause, width: number): string {
  const line = causeLine(cause);
  return columns(line) <= width - 2 ? line : causeName(cause);
}

interface Shortened {
  readonly cause: Cause;
  readonly settings: ConsoleSettings;
  readonly rows: number;
}

/** The first cause, its texts and commands cut as little as the rows allow. */
function shortened(record: RunRecord, { cause, settings, rows }: Shortened): string[] {
  const context = contextOf(record, settings);
  if (!settings.onTerminal) return causeLines(context, cause, 1);
  const tries = [4, 3, 2, 1].flatMap((lines) => [3, 2, 1].map((commands) => ({ lines, commands })));
  const told = tries.map((limits) => () => causeLines({ ...context, ...limits }, cause, 1));
  const fits = told.find((lines) => rowsOf(lines(), settings.width) <= rows) ?? told.at(-1);
  return fits?.() ?? [];
}

/** What the lines of every cause are made with. */
interface CauseContext {
  readonly record: RunRecord;
  /** Requirements that have a file. */
  readonly withFile: ReadonlySet<string>;
  readonly settings: ConsoleSettings;
  /** Lines of each text, and commands, at most. */
  readonly lines: number;
  readonly commands: number;
}

function contextOf(record: RunRecord, settings: ConsoleSettings): CauseContext {
  return { record, withFile: requirementsWithFile(record), settings, lines: WHOLE, commands: 4 };
}

function causeLines(context: CauseContext, cause: Cause, number: number): string[] {
  const { record, settings, lines, commands } = context;
  const { width, paint } = settings;
  const field = (name: string, text: string): string[] => fieldLines({ name, text, width, lines });
  const witness = telling(cause);
  const [matters, trace] = [mattersToClients(cause), traceOf(cause)];
  const { expected, received } = witness?.example?.judgement ?? {};
  const label = `${number}. `;
  const room = width - label.length;
  const title = wrapText(clip(visibleLine(plain(headline(cause))), lines * room), room);
  return [
    ...title.map((line, index) => paint("strong", `${index === 0 ? label : " ".repeat(label.length)}${line}`)),
    ...field("fix", plain(cause.mend)),
    ...(expected === undefined ? [] : field("expected", expected)),
    ...(received === undefined ? [] : field("received", received).map((line) => paint("bad", line))),
    ...(matters === undefined ? [] : field("client", matters)),
    ...(trace === undefined ? [] : field("source", sourceOf(trace))),
    ...(witness?.example === undefined ? [] : requestLines({ ...witness, example: witness.example }, context)),
    ...(witness === undefined || commands < 3 ? [] : furtherLines(record, witness.requirement, settings)),
    ...requirementLines(cause, context),
  ];
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}

function sourceOf({ source, line, quote }: RunRecord["requirements"][number]["trace"]): string {
  return `${sourcePlace({ source, line })}: ${quote}`;
}

function requestLines(
  { requirement, example }: Required<Witness>,
  { record, withFile, settings, lines, commands }: CauseContext,
): string[] {
  const { width, recordFile } = settings;
  const request = decidingExchange(example)?.request;
  const curl = loneCurl(example, record);
  const place = curl === undefined ? `request ${(example.judgement.exchange ?? 0) + 1} of the case: ` : "";
  const short = curl !== undefined && curl.length <= CURL_LENGTH ? curl : undefined;
  // What ended with its run is there no more, and only a replay brings it back.
  const atTarget = endsWithRun(record.target) ? [] : [short, findingLine(example, { record, withFile, recordFile })];
  return [
    ...fieldLines({ name: "sent", text: example.summary, width, lines }),
    ...(request === undefined ? [] : [`    ${requestLine(request, requirement, { place, width: width - 4 })}`]),
    ...[replayLine(example, { record, ...settings }), ...atTarget.toReversed()]
      .filter((line) => line !== undefined)
      .slice(0, commands)
      .reverse()
      .map((line) => `    ${visibleLine(line)}`),
  ];
}

function requestLine(
  { method, path, body }: Evidence["request"],
  requirement: RequirementResult,
  { place, width }: { readonly place: string; readonly width: number },
): string {
  const text = body?.text ?? (body === undefined ? "" : `(${body.bytes} bytes, not UTF-8)`);
  const line = (sent: string): string => visibleLine(`${place}${method} ${path} ${sent}`.trimEnd());
  const whole = clip(line(text), width);
  return whole === line(text) ? whole : clip(line(fromMember(text, requirement)), width);
}

/** A body from the member on that the requirement is about: what is wrong must not be what is cut off. */
function fromMember(body: string, { subject }: RequirementResult): string {
  const at = subject?.input === undefined ? -1 : body.indexOf(`${JSON.stringify(topOf(subject.input))}:`);
  return at > 1 ? `…${body.slice(at)}` : body;
}

/** Failing cases beside the one that is shown: most are not in the record, but all can be sent again. */
function furtherLines(
  record: RunRecord,
  { id, counts }: RequirementResult,
  { width, typed }: ConsoleSettings,
): string[] {
  const more = counts.fail - 1;
  if (more < 1) return [];
  const text = `${plural(more, "more case")} fail${more === 1 ? "s" : ""}`;
  const again = againLine(record, id, typed);
  if (again === undefined) return [`    ${text}`];
  return [...wrapText(`${text}; all are sent again by`, width - 4), visibleLine(again)].map((line) => `    ${line}`);
}

/** Ids of what shows a cause and of what follows from it, as many as fit. */
function requirementLines(cause: Cause, { settings, lines }: CauseContext): string[] {
  const { width, paint, reportFile } = settings;
  const { shownBy, follows } = cause;
  const [first] = shownBy;
  const rest = [...shownBy, ...follows].slice(1).map(({ requirement }) => requirement.id);
  const shown = Math.max(IDS_SHOWN, lines < WHOLE ? 0 : idsToTell(cause).length - 1);
  const more = rest.length > shown ? `, and ${rest.length - shown} more: see ${reportFile}` : "";
  const also =
    rest.length === 0 || lines < 2 ? [] : wrapText(`also ${rest.slice(0, shown).join(", ")}${more}`, width - 4);
  if (first === undefined) return [];
  const { verdict, id, level, title } = first.requirement;
  return [
    ...wrapText(`${VERDICT_WORDS[verdict].sign} ${id}  ${level}`, width - 2).map((line) =>
      paint("strong", `  ${line}`),
    ),
    ...[...wrapText(clip(visibleLine(title), lines * (width - 4)), width - 4), ...also].map((line) => `    ${line}`),
  ];
}

interface Field {
  readonly name: string;
  readonly text: string;
  readonly width: number;
  /** At most. */
  readonly lines: number;
}

function fieldLines({ name, text, width, lines }: Field): string[] {
  const label = `  ${name}  `;
  const room = width - columns(label);
  const wrapped = wrapText(clip(visibleLine(text), lines * room), room);
  return wrapped.map((line, index) => (index === 0 ? label : " ".repeat(label.length)) + line);
}
