import type { RunRecord } from "#suites/record/record.ts";
import { RUN_VERDICT_WORDS } from "#suites/record/verdicts/run-verdict.ts";
import { requirementsWithFile } from "#reports/findings/finding-files.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { requestsFrom } from "#reports/model/names/requests-from.ts";
import { targetName } from "#reports/model/names/target-name.ts";
import { partialSentence, sharedSentence } from "#reports/model/standing/not-tested.ts";
import { failuresTitle, toleratedFailures } from "#reports/model/standing/server-failures.ts";
import { brief, plural } from "#reports/model/text/format.ts";
import { cellCode, codeBlock, codeSpan, prose } from "#reports/model/text/markdown-text.ts";
import { areaText, resourceText } from "./area-text.ts";
import { causeText } from "./cause-text.ts";
import { likenessText } from "./likeness-text.ts";
import { knownText, notTestedText, toleratedText } from "./requirement-tables.ts";
import type { PartCoverage } from "#suites/record/parts/contract-seen.ts";
import { COVERAGE_WORDS, neverSeen } from "#reports/model/standing/coverage.ts";
import { sweepOf } from "#reports/model/commands/replay.ts";
import { howMany, leftBehind } from "#reports/model/standing/left-behind.ts";

const LEFT_SHOWN = 10;

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

const NAMES_SHOWN = 30;

/** A table of how much of each part of the contract was seen; empty where the record says nothing of it. */
export function coverageText({ coverage = [] }: RunRecord): string {
  if (coverage.length === 0) return "";
  return [
    `## Coverage of the contract`,
    "",
    `| Part | Seen | Never seen |`,
    `| --- | --- | --- |`,
    ...coverage.map(rowOf),
  ].join("\n");
}

function rowOf(part: PartCoverage): string {
  const names = neverSeen(part).flatMap(({ operation = "", names: each }) =>
    each.map((name) => `${operation} ${name}`.trim()),
  );
  const shown = names.slice(0, NAMES_SHOWN).map((name) => cellCode(name));
  const more = names.length - shown.length;
  const { word } = COVERAGE_WORDS[part.part];
  return `| ${word} | ${part.seen} of ${part.of} | ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""} |`;
}

/** GitHub drops a step summary above 1,024 KiB as a whole, so this stays well below; in UTF-8 bytes. */
const LIMIT = 900_000;

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

function failuresText(record: RunRecord): string {
  const failures = toleratedFailures(record);
  if (failures.length === 0) return "";
  return [`## ${failuresTitle(record)}`, "", ...failures.map((each) => `- ${prose(each)}`)].join("\n");
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
