import type { RunRecord } from "#suites/record/record.ts";
import { RUN_VERDICT_WORDS } from "#suites/record/verdicts/run-verdict.ts";
import { requirementsWithFile } from "#reports/findings/finding-files.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { requestsFrom } from "#reports/model/names/requests-from.ts";
import { targetName } from "#reports/model/names/target-name.ts";
import { partialSentence, sharedSentence } from "#reports/model/standing/not-tested.ts";
import { failuresTitle, toleratedFailures } from "#reports/model/standing/server-failures.ts";
import { plural } from "#reports/model/text/format.ts";
import { codeSpan, prose } from "#reports/model/text/markdown-text.ts";
import { areaText, resourceText } from "./area-text.ts";
import { causeText } from "./cause-text.ts";
import { coverageText } from "./coverage-text.ts";
import { clusterText } from "./left-behind-text.ts";
import { likenessText } from "./likeness-text.ts";
import { knownText, notTestedText, toleratedText } from "./requirement-tables.ts";

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
