import { targetName } from "./model/names/target-name.ts";
import { RUN_VERDICT_WORDS } from "../suites/record/verdicts/run-verdict.ts";
import type { Evidence } from "../suites/record/kept-evidence.ts";
import type { CaseResult, RunRecord, UnsupportedResult } from "../suites/record/record.ts";
import { requirementsWithFile } from "./findings/finding-files.ts";
import { headline, mattersToClients, telling, traceOf, type Cause, type Witness } from "./model/causes/cause.ts";
import { coverageText } from "./markdown-coverage.ts";
import { likenessText } from "./markdown-likeness.ts";
import { causesOf } from "./model/causes/causes-of.ts";
import { decidingExchange, tellingCase } from "./model/example.ts";
import { brief, plural } from "./model/text/format.ts";
import { existingSentence } from "./model/standing/existing.ts";
import { knownToFail, reasonInFull } from "./model/standing/known-to-fail.ts";
import { howMany, leftBehind } from "./model/standing/left-behind.ts";
import { cellCode, codeBlock, codeSpan, prose, sentence } from "./model/text/markdown-text.ts";
import { loneCurl, replayLine, findingLine, sweepOf } from "./model/commands/replay.ts";
import { requestsFrom } from "./model/names/requests-from.ts";
import { notAsked, resourceRows, thereOf } from "./model/standing/resource-rows.ts";
import { sourcePlace } from "./model/names/source-sentence.ts";
import { unsupportedIn } from "./model/standing/unsupported.ts";
import { areaRows, describeTally, metByTolerated } from "./model/standing/area-rows.ts";
import { notTested, partialSentence, sharedSentence } from "./model/standing/not-tested.ts";
import { failuresTitle, toleratedFailures } from "./model/standing/server-failures.ts";
import { AREA_TITLES, LEVELS } from "./model/names/level-words.ts";
import { VERDICT_WORDS } from "../suites/record/verdicts/verdict.ts";
import { signOf, tallyByLevel, type Tally } from "../suites/record/verdicts/tally.ts";

/** GitHub drops a step summary above 1,024 KiB as a whole, so this stays well below; in UTF-8 bytes. */
const LIMIT = 900_000;
const BODY_SHOWN = 1500;
const IDS_SHOWN = 30;
const LEFT_SHOWN = 10;

/** The run as GitHub-flavoured Markdown, for a step summary: failures first, cut at 900 KB with a note that says so. */
export function renderMarkdown(record: RunRecord): string {
  const opening = openingText(record);
  const closing = [
    knownText(record),
    resourceText(record),
    areaText(record),
    toleratedText(record),
    failuresText(record),
    notTestedText(record),
    likenessText(record),
    coverageText(record),
    clusterText(record),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
  const withFile = requirementsWithFile(record);
  const causes = causesOf(record).map((cause, index) => causeText(cause, index, { record, withFile }));
  const room = LIMIT - bytes(opening) - bytes(closing) - 500;
  const kept = withinBytes(causes, room);
  const cut = causes.length - kept.length;
  return [
    opening,
    ...(kept.length > 0 ? [`## What to fix`, ...kept] : []),
    ...(cut > 0 ? [`> Cut here to stay below GitHub's limit: ${plural(cut, "more cause")} in the HTML report.`] : []),
    withinBytes([closing], LIMIT)[0] ?? "> Cut here to stay below GitHub's limit: the rest is in the HTML report.",
    "",
  ].join("\n\n");
}

function openingText(record: RunRecord): string {
  const { outcome, target, run, tool } = record;
  const facts = [
    codeSpan(targetName(target)),
    `kind ${prose(target.kind)}`,
    requestsFrom(run),
    `${plural(record.traffic.requests, "request")}`,
    `${tool.name} ${tool.version}`,
  ];
  const shared = sharedSentence(record);
  const caveats = [
    ...(shared === undefined ? [] : [`> ${shared}`]),
    ...(run.gone === undefined ? [] : [`> ${prose(run.gone)}`]),
    ...(run.interrupted ? ["> The run was interrupted."] : []),
    ...(run.partial ? [`> ${partialSentence(record)}`] : []),
  ];
  return [
    `# ${RUN_VERDICT_WORDS[outcome.verdict].sign} ${prose(outcome.sentence)}`,
    facts.join(" · "),
    ...caveats,
  ].join("\n\n");
}

interface WithFiles {
  readonly record: RunRecord;
  /** Requirements that have a file. */
  readonly withFile: ReadonlySet<string>;
}

function causeText(cause: Cause, index: number, context: WithFiles): string {
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

function areaText(record: RunRecord): string {
  const rows = areaRows(record).map(({ area, byLevel }) => ({ name: AREA_TITLES[area], byLevel }));
  const all = [...rows, { name: "**All**", byLevel: tallyByLevel(record.requirements) }];
  return [
    `## Area by level`,
    "",
    `| Area | ${LEVELS.join(" | ")} |`,
    `| --- |${" --- |".repeat(LEVELS.length)}`,
    ...all.map(({ name, byLevel }) => `| ${name} | ${LEVELS.map((level) => cell(byLevel[level])).join(" | ")} |`),
  ].join("\n");
}

/** The operations of a service by the resource that they are about; empty for a run about RegisterCluster. */
function resourceText(record: RunRecord): string {
  const [rows, others] = [resourceRows(record), notAsked(record)];
  if (rows.length === 0) return "";
  return [
    `## Operations by resource`,
    "",
    `| Resource | there | MUST |`,
    `| --- | --- | --- |`,
    ...rows.map((row) => `| ${row.name} | ${thereOf(row)} | ${cell(row.byLevel.MUST)} |`),
    ...(others === undefined ? [] : ["", `${others}.`]),
  ].join("\n");
}

function cell(tally: Tally): string {
  const sign = signOf(tally);
  return `${sign === "pass" || tally.all === 0 ? "" : `${VERDICT_WORDS[sign].sign} `}${describeTally(tally)}`;
}

function notTestedText(record: RunRecord): string {
  const [groups, unsupported] = [notTested(record), unsupportedIn(record)];
  if (groups.length + unsupported.length === 0) return "";
  const existing = existingSentence(record);
  const said = existing === undefined ? [] : ["", `${prose(existing)}.`];
  return [`## Not tested`, ...said, ...untestedTable(groups), ...unsupportedTable(unsupported)].join("\n");
}

function untestedTable(groups: ReturnType<typeof notTested>): string[] {
  if (groups.length === 0) return [];
  return [
    "",
    `| Verdict | Why | Requirements |`,
    `| --- | --- | --- |`,
    ...groups.map(
      ({ word, reason, requirements }) =>
        `| ${word} | ${prose(brief(reason, 500))} | ${idsOf(requirements.map(({ id }) => id))} |`,
    ),
  ];
}

/** What of the contract no run judges. */
function unsupportedTable(groups: readonly UnsupportedResult[]): string[] {
  if (groups.length === 0) return [];
  return [
    "",
    `| Not handled | Operations |`,
    `| --- | --- |`,
    ...groups.map(({ what, operations }) => `| ${prose(brief(what, 500))} | ${idsOf(operations)} |`),
  ];
}

function knownText(record: RunRecord): string {
  const groups = knownToFail(record);
  if (groups.length === 0) return "";
  return [
    `## Known to fail`,
    "",
    `| Why | Requirements |`,
    `| --- | --- |`,
    ...groups.map(
      (group) => `| ${prose(brief(reasonInFull(group), 500))} | ${idsOf(group.requirements.map(({ id }) => id))} |`,
    ),
  ].join("\n");
}

/** Which MUST are met by a tolerated answer only, and by which. */
function toleratedText(record: RunRecord): string {
  const met = metByTolerated(record);
  if (met.length === 0) return "";
  return [
    `## Met by a tolerated answer only`,
    "",
    `| Requirement | Expected | Received |`,
    `| --- | --- | --- |`,
    ...met.slice(0, IDS_SHOWN).map((requirement) => {
      const { expected = "", received = "" } = tellingCase(requirement)?.judgement ?? {};
      return `| ${cellCode(requirement.id)} | ${prose(brief(expected, 300))} | ${prose(brief(received, 300))} |`;
    }),
    ...(met.length > IDS_SHOWN ? ["", `and ${met.length - IDS_SHOWN} more`] : []),
  ].join("\n");
}

function failuresText(record: RunRecord): string {
  const failures = toleratedFailures(record);
  if (failures.length === 0) return "";
  return [`## ${failuresTitle(record)}`, "", ...failures.map((each) => `- ${prose(each)}`)].join("\n");
}

/** The first of them, and how many more there are, for a cell of a table. */
function idsOf(ids: readonly string[]): string {
  const shown = ids.slice(0, IDS_SHOWN).map(cellCode);
  const more = ids.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The commands of a record are nobody's but its writer's: a sweep removes what is proved to be the reader's own. */
function clusterText(record: RunRecord): string {
  const left = leftBehind(record);
  if (left === undefined) return "";
  const lines = [
    ...record.clusters.left.flatMap(({ name, reason, command }) =>
      command === undefined ? [] : `${cellCode(name)}: ${prose(brief(reason, 500))}`,
    ),
    ...left.others.map((other) => {
      const { before, after } = howMany(other);
      return `${before}${cellCode(other.name)}${after}: ${prose(brief(other.reason, 500))}`;
    }),
  ];
  const more = lines.length - LEFT_SHOWN;
  return [
    `## ${left.title}`,
    ...(left.kept === undefined ? [] : [`${prose(left.kept)}.`]),
    ...(left.commands.length === 0 && left.kept !== undefined ? [] : [codeBlock(sweepOf(record), "sh")]),
    [...lines.slice(0, LEFT_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `- ${line}`).join("\n"),
  ].join("\n\n");
}

function withinBytes(texts: readonly string[], room: number): string[] {
  let left = room;
  const kept: string[] = [];
  for (const text of texts) {
    left -= bytes(text) + 2;
    if (left < 0) break;
    kept.push(text);
  }
  return kept;
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
