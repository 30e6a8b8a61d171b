import { brief } from "#reports/model/text/format.ts";
import { cellCode, codeBlock, codeSpan, prose, sentence } from "#reports/model/text/markdown-text.ts";
import { capitalised } from "#spec/prose.ts";
import { differenceOf } from "./difference.ts";
import type { FaultResult, FaultScore, MutationReport } from "./mutation-report.ts";
import { scoreText } from "./score.ts";
import { scoreRemarks, scoreSentence, survivorsOf } from "./score-words.ts";

/** Survivors with their answers; GitHub drops a summary above 1,024 KiB. */
const SHOWN = 100;
/** Characters of a body. */
const BODY = 1_500;

/** The score as GitHub-flavoured Markdown: survivors first, then where they are. */
export function renderScoreMarkdown(report: MutationReport): string {
  const survivors = survivorsOf(report);
  const more = survivors.length - SHOWN;
  return [
    `# ${prose(scoreSentence(report))}`,
    [codeSpan(report.command.join(" ")), ...scoreRemarks(report).map(prose)].join(" · "),
    ...report.warnings.map((warning) => `> ${prose(warning)}`),
    ...(survivors.length === 0 ? [] : ["## What no test noticed"]),
    ...survivors.slice(0, SHOWN).map(survivorMarkdown),
    ...(more > 0 ? [`> and ${more} more in mutations.json`] : []),
    scoreTable("Operation", report.byOperation),
    scoreTable("Kind of fault", report.byKind),
    scoreTable("Member", report.byMember),
    "",
  ]
    .filter((block, at, all) => block !== "" || at === all.length - 1)
    .join("\n\n");
}

function survivorMarkdown({ sentence: gap, title, id, exchange }: FaultResult): string {
  if (exchange === undefined) return `- ${sentence(capitalised(gap))}. ${prose(title)} ${codeSpan(id)}`;
  const { request, before, after } = exchange;
  const answers = [
    `${request.method} ${request.path}`,
    ...(before === undefined ? [] : [`- ${before.status} ${brief(before.body.text ?? "", BODY)}`]),
    ...(after === undefined ? [] : [`+ ${after.status} ${brief(after.body.text ?? "", BODY)}`]),
  ];
  return [
    `### ${sentence(capitalised(gap))}`,
    `${prose(title)}: ${codeSpan(differenceOf(exchange))}`,
    codeBlock(answers.join("\n"), "diff"),
  ].join("\n\n");
}

function scoreTable(title: string, scores: readonly FaultScore[]): string {
  if (scores.length === 0) return "";
  const rows = scores.map(
    ({ name, score, noticed, hung, survived, hidden, absorbed, ...rest }) =>
      `| ${cellCode(name)} | ${scoreText(score)} | ${noticed} | ${hung} | ${survived} | ${hidden + absorbed + rest["not-reached"]} |`,
  );
  return [
    `| ${title} | score | noticed | hung | survived | not counted |`,
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}
