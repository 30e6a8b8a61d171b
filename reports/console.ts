import { RUN_VERDICT_WORDS } from "../suites/record/run-verdict.ts";
import type { CaseResult, RequirementResult, RunRecord } from "../suites/record/record.ts";
import { decidingExchange } from "./model/example.ts";
import { plural } from "./model/format.ts";
import { isLoneRequest, replayLine, scriptLine } from "./model/replay.ts";
import { rootCauses, type RootCause } from "./model/root-causes.ts";
import { areaRows, notTested } from "./model/summary.ts";
import { visibleLine } from "./model/strangers-text.ts";
import { AREA_TITLES } from "./model/words.ts";
import type { Tone } from "./model/tone.ts";
import { clip, columns, wrap } from "./model/wrap.ts";
import { tallyByLevel, VERDICT_WORDS, type Tally } from "../suites/record/verdict.ts";

export interface ConsoleOptions {
  /** Columns of the terminal; 80 unless told. */
  readonly width?: number;
  /** Colours a text; plain unless told. */
  readonly paint?: (tone: Tone, text: string) => string;
  /** Failing requirements shown with their evidence; 10 unless told. */
  readonly failures?: number;
  /** Where the run was recorded, as the replay lines and the last line name it; `run.json` unless told. */
  readonly recordFile?: string;
  /** Where the whole report stands; `index.html` unless told. */
  readonly reportFile?: string;
}

type ConsoleSettings = Required<ConsoleOptions>;

const SHOWN_PER_CAUSE = 1;
const NARROWEST = 40;

/**
 * The end of a run on a terminal: verdict, area by level, what was not tested, then each fault of the target with a
 * request that shows it. No line is wider than asked but those made for copying: curl and replay.
 */
export function renderConsole(record: RunRecord, options: ConsoleOptions = {}): string {
  const settings: ConsoleSettings = {
    paint: (_tone, text) => text,
    failures: 10,
    recordFile: "run.json",
    reportFile: "index.html",
    ...options,
    width: Math.max(NARROWEST, options.width ?? 80),
  };
  const blocks = [
    verdictLines(record, settings),
    tableLines(record, settings),
    notTestedLines(record, settings),
    failureLines(record, settings),
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
  const lines = wrap(visibleLine(`${RUN_VERDICT_WORDS[verdict].sign} ${sentence}`), width).map((line) =>
    paint(tone, line),
  );
  const where = `${record.target.endpoint}, kind ${record.target.kind}, seed ${record.run.seed}`;
  return [...lines, ...wrap(visibleLine(where), width - 2).map((line) => paint("soft", `  ${line}`))];
}

function tableLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const rows = areaRows(record).map((row) => ({ name: AREA_TITLES[row.area], byLevel: row.byLevel }));
  if (rows.length === 0) return [];
  const all = [...rows, { name: "All", byLevel: tallyByLevel(record.requirements) }];
  const cell = Math.min(16, Math.floor((width - 2) / 3));
  const first = Math.min(24, width - 2 - 2 * cell);
  const line = (name: string, must: string, should: string) => `  ${name.padEnd(first)}${must.padEnd(cell)}${should}`;
  return [
    paint("soft", line("", "MUST", "SHOULD").trimEnd()),
    ...all.map(({ name, byLevel }) => {
      const text = line(clip(name, first - 1), met(byLevel.MUST), met(byLevel.SHOULD)).trimEnd();
      if (byLevel.MUST.missed > 0) return paint("bad", text);
      return byLevel.SHOULD.missed > 0 || byLevel.MUST.open > 0 ? paint("caution", text) : text;
    }),
  ];
}

function met({ met: count, judged, missed, open }: Tally): string {
  if (judged === 0) return open > 0 ? "undecided" : "–";
  return `${count} of ${judged}${missed > 0 ? " ✗" : open > 0 ? " ?" : ""}`;
}

function notTestedLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const groups = notTested(record);
  if (groups.length === 0) return [];
  return [
    paint("strong", "Not tested"),
    ...groups.flatMap(({ verdict, reason, requirements }) => {
      const text = `${requirements.length} ${VERDICT_WORDS[verdict].word}: ${visibleLine(reason)}`;
      return wrap(text, width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`);
    }),
  ];
}

function failureLines(record: RunRecord, settings: ConsoleSettings): string[] {
  const causes = rootCauses(record);
  const lines: string[] = [];
  let left = settings.failures;
  let hidden = 0;
  for (const [index, cause] of causes.entries()) {
    const shown = Math.min(left, SHOWN_PER_CAUSE, cause.witnesses.length);
    left -= shown;
    if (shown === 0) hidden += cause.witnesses.length;
    else lines.push(...(index > 0 ? [""] : []), ...causeLines(cause, index + 1, shown, settings));
  }
  if (hidden > 0) lines.push("", settings.paint("strong", `and ${hidden} more: see ${settings.reportFile}`));
  return lines;
}

function causeLines(cause: RootCause, number: number, shown: number, settings: ConsoleSettings): string[] {
  const { width, paint } = settings;
  const count = plural(cause.witnesses.length, "requirement");
  const rest = cause.witnesses.slice(shown);
  return [
    paint("strong", `Fault ${number}, ${count}`),
    ...field("expected", cause.expected, width),
    ...field("received", cause.received, width).map((line) => paint("bad", line)),
    ...cause.witnesses
      .slice(0, shown)
      .flatMap(({ requirement, example }) => witnessLines(requirement, example, settings)),
    ...(rest.length === 0
      ? []
      : moreLines(
          rest.map(({ requirement }) => requirement.id),
          settings,
        )),
  ];
}

function witnessLines(
  requirement: RequirementResult,
  example: CaseResult | undefined,
  settings: ConsoleSettings,
): string[] {
  const { width, paint, recordFile } = settings;
  const sign = VERDICT_WORDS[requirement.verdict].sign;
  const lines = [
    ...wrap(`${sign} ${requirement.id}  ${requirement.level}`, width - 2).map((line) => paint("strong", `  ${line}`)),
    ...wrap(visibleLine(requirement.title), width - 4).map((line) => `    ${line}`),
  ];
  if (example === undefined) return lines;
  const request = decidingExchange(example)?.request;
  if (request !== undefined) {
    const body = request.body?.text ?? (request.body === undefined ? "" : `(${request.body.bytes} bytes, not UTF-8)`);
    lines.push(`    ${clip(visibleLine(`${request.method} ${request.path} ${body}`.trimEnd()), width - 4)}`);
  }
  if (isLoneRequest(example) && example.curl.length <= 2000) lines.push(`    ${visibleLine(example.curl)}`);
  const script = scriptLine(example, recordFile);
  if (script !== undefined) lines.push(`    ${visibleLine(script)}`);
  lines.push(`    ${visibleLine(replayLine(example.id, recordFile))}`);
  return lines;
}

function moreLines(ids: readonly string[], { width, reportFile }: ConsoleSettings): string[] {
  const named = ids.slice(0, 4).join(", ");
  const more = ids.length > 4 ? `, and ${ids.length - 4} more: see ${reportFile}` : "";
  return wrap(`also ${named}${more}`, width - 4).map((line) => `    ${line}`);
}

function field(name: string, text: string, width: number): string[] {
  const label = `  ${name}  `;
  const lines = wrap(clip(visibleLine(text), 4 * width), width - columns(label));
  return lines.map((line, index) => (index === 0 ? label : " ".repeat(label.length)) + line);
}

/** The commands that remove what was left behind, or why there is none. */
export function clusterLines(record: RunRecord, { width, paint }: Pick<ConsoleSettings, "width" | "paint">): string[] {
  const { left } = record.clusters;
  if (left.length === 0) return [];
  const shown = left.slice(0, 10);
  return [
    paint("bad", `${plural(left.length, "cluster")} left behind; to remove:`),
    ...shown.map(({ name, reason, command }) =>
      command === undefined
        ? clip(`  (none for ${JSON.stringify(visibleLine(name))}: ${visibleLine(reason)})`, 4 * width)
        : `  ${visibleLine(command)}`,
    ),
    ...(left.length > shown.length ? wrap(`and ${left.length - shown.length} more in the record`, width) : []),
  ];
}
