import { plural } from "#reports/model/text/format.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { codeSpan, prose, sentence } from "#reports/model/text/markdown-text.ts";
import { wrapText } from "#reports/model/text/wrap.ts";
import { scoreText } from "./score.ts";
import { SCORE_CHANGES, type FaultChange, type ScoreChange, type ScoreDiff, type ScoreIdentity } from "./score-diff.ts";

const TITLES: Readonly<Record<ScoreChange, string>> = {
  "newly-surviving": "Newly surviving",
  "newly-noticed": "Newly noticed",
  outcome: "Another outcome",
  added: "Only in the second score",
  removed: "Only in the first score",
};

const DIFFERS = "The scores are not of the same faults: their seeds, or the command's traffic, differ.";

/** The difference of two scores for a terminal. */
export function renderScoreDiff(diff: ScoreDiff, { width = 80 }: { readonly width?: number } = {}): string {
  const lines = [...identityLines("before", diff.before, width), ...identityLines("after ", diff.after, width)];
  if (diff.differs) lines.push(...wrapText(DIFFERS, width));
  for (const [title, changes] of byKind(diff)) {
    lines.push("", title);
    for (const one of changes) {
      lines.push(...wrapText(visibleLine(`${one.id}  ${outcomesOf(one)}`), width - 2).map((line) => `  ${line}`));
      lines.push(...wrapText(visibleLine(one.sentence), width - 4).map((line) => `    ${line}`));
    }
  }
  return `${[...lines, "", `${plural(diff.unchanged, "fault")} unchanged.`].join("\n")}\n`;
}

/** The same as GitHub-flavoured Markdown. */
export function renderScoreDiffMarkdown(diff: ScoreDiff): string {
  const row = (label: string, of: ScoreIdentity): string =>
    `| ${label} | ${scoreText(of.score)} | ${of.faults} | ${of.seed} | ${prose(of.startedAt)} |`;
  const blocks = [
    "# Two scores compared",
    ["| | Score | Faults | Seed | Started |", "| --- | --- | --- | --- | --- |", row("before", diff.before)]
      .concat(row("after", diff.after))
      .join("\n"),
    ...(diff.differs ? [`> ${DIFFERS}`] : []),
    ...byKind(diff).flatMap(([title, changes]) => [
      `## ${title}`,
      changes.map((one) => `- ${codeSpan(one.id)} ${outcomesOf(one)}: ${sentence(one.sentence)}`).join("\n"),
    ]),
    `${plural(diff.unchanged, "fault")} unchanged.`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function identityLines(label: string, of: ScoreIdentity, width: number): string[] {
  const text = visibleLine(
    `${scoreText(of.score)} of ${plural(of.faults, "fault")}, seed ${of.seed}, ${of.startedAt}: ${of.command.join(" ")}`,
  );
  return wrapText(text, width - 8).map((line, index) => `${index === 0 ? label : "      "}  ${line}`);
}

function byKind({ changes }: ScoreDiff): (readonly [title: string, readonly FaultChange[]])[] {
  return SCORE_CHANGES.map((change) => {
    const ofKind = changes.filter((one) => one.change === change);
    return [`${TITLES[change]} (${ofKind.length})`, ofKind] as const;
  }).filter(([, ofKind]) => ofKind.length > 0);
}

function outcomesOf({ before, after }: FaultChange): string {
  const words = (outcome: FaultChange["before"]): string => outcome?.replace("-", " ") ?? "not tried";
  return `${words(before)} → ${words(after)}`;
}
