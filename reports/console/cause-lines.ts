import type { Evidence } from "../../suites/record/kept-evidence.ts";
import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { VERDICT_WORDS } from "../../suites/record/verdicts/verdict.ts";
import { requirementsWithFile } from "../findings/finding-files.ts";
import { headline, telling, weightOf, type Cause, type Witness } from "../model/causes/cause.ts";
import { causesOf, failingCauses } from "../model/causes/causes-of.ts";
import { topOf } from "../model/causes/grouping/symptom-group.ts";
import { decidingExchange } from "../model/example.ts";
import { againLine, loneCurl, replayLine, findingLine } from "../model/replay.ts";
import { plural } from "../model/text/format.ts";
import { visibleLine } from "../model/text/harmless-text.ts";
import { clip, columns, wrapText } from "../model/text/wrap.ts";
import { type ConsoleSettings, IDS_SHOWN, LINES } from "./console-settings.ts";

/** Characters of a curl line, beyond which it fills a screen; the file beside it says the same. */
const CURL_LENGTH = 600;

/** What the target has to mend, each with a request that shows it. */
export function causeBlocks(record: RunRecord, settings: ConsoleSettings): string[] {
  const { width, paint, failures, reportFile } = settings;
  const causes = causesOf(record);
  const told = failingCauses(record, causes);
  const hidden = told.slice(failures);
  const weight = (some: readonly Cause[]): number => some.reduce((sum, cause) => sum + weightOf(cause), 0);
  const rest = [
    ...(hidden.length > 0 ? [`${plural(hidden.length, "more cause")} (${plural(weight(hidden), "requirement")})`] : []),
    ...(told.length < causes.length ? [`${plural(causes.length - told.length, "cause")} of a missed SHOULD`] : []),
  ];
  const withFile = told.length > 0 && failures > 0 ? requirementsWithFile(record) : new Set<string>();
  const lines = told
    .slice(0, failures)
    .flatMap((cause, index) => [
      ...(index > 0 ? [""] : []),
      ...causeLines({ record, withFile, settings }, cause, index + 1),
    ]);
  if (rest.length === 0) return lines;
  const more = wrapText(`and ${rest.join(", and ")}: see ${reportFile}`, width).map((line) => paint("strong", line));
  return [...lines, ...(lines.length > 0 ? [""] : []), ...more];
}

/** What the lines of every cause are made with. */
interface CauseContext {
  readonly record: RunRecord;
  /** Requirements that have a file. */
  readonly withFile: ReadonlySet<string>;
  readonly settings: ConsoleSettings;
}

function causeLines(context: CauseContext, cause: Cause, number: number): string[] {
  const { record, settings } = context;
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
    ...(witness?.example === undefined ? [] : requestLines({ ...witness, example: witness.example }, context)),
    ...(witness === undefined ? [] : furtherLines(record, witness.requirement, settings)),
    ...requirementLines(cause, settings),
  ];
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}

function sourceOf({ source, line, quote }: RunRecord["requirements"][number]["trace"]): string {
  return `${source}:${line}: ${quote}`;
}

function requestLines(
  { requirement, example }: Required<Witness>,
  { record, withFile, settings }: CauseContext,
): string[] {
  const { width, recordFile } = settings;
  const request = decidingExchange(example)?.request;
  const curl = loneCurl(example, record);
  const place = curl === undefined ? `request ${(example.judgement.exchange ?? 0) + 1} of the case: ` : "";
  const short = curl !== undefined && curl.length <= CURL_LENGTH ? curl : undefined;
  return [
    ...field("sent", example.summary, width),
    ...(request === undefined ? [] : [`    ${requestLine(request, requirement, { place, width: width - 4 })}`]),
    ...[short, findingLine(example, { record, withFile, recordFile }), replayLine(example, recordFile)]
      .filter((line) => line !== undefined)
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
function furtherLines(record: RunRecord, { id, counts }: RequirementResult, { width }: ConsoleSettings): string[] {
  const more = counts.fail - 1;
  if (more < 1) return [];
  const text = `${plural(more, "more case")} fail${more === 1 ? "s" : ""}`;
  const again = againLine(record, id, record.target);
  if (again === undefined) return [`    ${text}`];
  return [...wrapText(`${text}; all are sent again by`, width - 4), visibleLine(again)].map((line) => `    ${line}`);
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
