import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { type Cause, type Witness, headline, mattersToClients, telling, traceOf } from "#reports/model/causes/cause.ts";
import { findingLine, loneCurl, replayLine } from "#reports/model/commands/replay.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { sourcePlace } from "#reports/model/names/source-sentence.ts";
import { brief, plural } from "#reports/model/text/format.ts";
import { codeBlock, codeSpan, prose, sentence } from "#reports/model/text/markdown-text.ts";
import { IDS_SHOWN } from "./requirement-tables.ts";

const BODY_SHOWN = 1500;

interface WithFiles {
  readonly record: RunRecord;
  /** Requirements that have a file. */
  readonly withFile: ReadonlySet<string>;
}

/** What one cause is, how it is mended, and a request that shows it. */
export function causeText(cause: Cause, index: number, context: WithFiles): string {
  const { mend, level, tolerated, shownBy, follows } = cause;
  const witness = telling(cause);
  const [matters, trace] = [mattersToClients(cause), traceOf(cause)];
  return [
    `### ${index + 1}. ${sentence(headline(cause))}${tolerated === true ? " (tolerated)" : level === "MUST" ? "" : ` (${level})`}`,
    `**Fix:** ${sentence(mend)}`,
    ...(witness === undefined ? [] : exampleText(witness, context)),
    ...(matters === undefined ? [] : [`**What it means for a client:** ${prose(matters)}`]),
    ...(trace === undefined ? [] : [`**Source:** ${codeSpan(sourcePlace(trace))} ${prose(brief(trace.quote, 300))}`]),
    listText(shownBy),
    ...(follows.length === 0
      ? []
      : [
          `<details><summary>${plural(follows.length, "requirement")} that ${follows.length === 1 ? "follows" : "follow"}</summary>`,
          listText(follows),
          `</details>`,
        ]),
  ].join("\n\n");
}

function againLines(example: CaseResult, { record, withFile }: WithFiles): string[] {
  const curl = loneCurl(example, record);
  const short = curl !== undefined && curl.length <= 4000 ? curl : undefined;
  return [short, findingLine(example, { record, withFile }), replayLine(example, { record })].filter(
    (line) => line !== undefined,
  );
}

function exampleText({ example }: Witness, context: WithFiles): string[] {
  const exchange = example === undefined ? undefined : decidingExchange(example);
  if (example === undefined || exchange === undefined) return [];
  const { expected, received } = example.judgement;
  return [
    `**Expected** ${codeSpan(brief(expected, 300))}, **received** ${codeSpan(brief(received, 300))}`,
    `<details><summary>One request that shows it</summary>`,
    sentence(brief(example.summary, 500)),
    codeBlock(wireText(exchange), "http"),
    codeBlock(againLines(example, context).join("\n"), "sh"),
    `</details>`,
  ];
}

function listText(witnesses: readonly Witness[]): string {
  const listed = witnesses.slice(0, IDS_SHOWN).map(({ requirement }) => witnessLine(requirement));
  const more = witnesses.length - listed.length;
  return [...listed, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n");
}

function witnessLine({ level, id, title }: Witness["requirement"]): string {
  return `- **${level}** ${sentence(title)} ${codeSpan(id)}`;
}

function wireText({ request, response, failure }: Evidence): string {
  const sent = [`${request.method} ${brief(request.path, BODY_SHOWN)}`, ...bodyLines(request.body)];
  const received =
    response === undefined
      ? [`(${failure?.kind ?? "no response"}: ${brief(failure?.message ?? "", BODY_SHOWN)})`]
      : [`HTTP ${response.status}`, ...bodyLines(response.body)];
  return [...sent, "", ...received].join("\n");
}

function bodyLines(body: Evidence["request"]["body"]): string[] {
  if (body === undefined || body.bytes === 0) return [];
  const text = body.text ?? `(not UTF-8, base64) ${body.base64 ?? ""}`;
  const shown = brief(text, BODY_SHOWN);
  return ["", shown, ...(shown.length < text.length || body.truncated ? [`(cut; ${body.bytes} bytes in all)`] : [])];
}
