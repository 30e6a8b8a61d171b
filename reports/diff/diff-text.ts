import { CHANGES, type Change, type RecordDiff, type RequirementChange, type RunIdentity } from "./diff.ts";
import { brief, plural } from "#reports/model/text/format.ts";
import { codeSpan, prose, sentence } from "#reports/model/text/markdown-text.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip, wrapText } from "#reports/model/text/wrap.ts";
import { VERDICT_WORDS } from "#suites/record/verdicts/verdict.ts";

export const CHANGE_TITLES: Readonly<Record<Change, string>> = {
  "newly-failing": "Newly failing",
  "newly-passing": "Newly passing",
  varies: "Varies from run to run",
  verdict: "Another verdict",
  evidence: "Same verdict, another answer",
  added: "Only in the second run",
  removed: "Only in the first run",
  selection: "Judged in one of the runs alone",
};

/** Changes that are counted: of each there is no more to say. */
const COUNTED: ReadonlySet<Change> = new Set(["selection"]);

/** The difference of two runs for a terminal. */
export function renderDiffText(diff: RecordDiff, { width = 80 }: { readonly width?: number } = {}): string {
  const lines = [...identityLines("before", diff.before, width), ...identityLines("after ", diff.after, width)];
  if (diff.contractChanged) lines.push(...wrapText("The runs used different contract documents.", width));
  for (const [change, changes] of changesByKind(diff)) {
    lines.push("", `${CHANGE_TITLES[change]} (${changes.length})`);
    if (COUNTED.has(change)) continue;
    for (const one of changes) lines.push(...changeLines(one, width));
  }
  lines.push("", `${plural(diff.unchanged, "requirement")} unchanged.`);
  return `${lines.join("\n")}\n`;
}

function identityLines(label: string, run: RunIdentity, width: number): string[] {
  const text = visibleLine(`${run.target}, ${run.kind}, ${run.startedAt}: ${run.sentence}`);
  return wrapText(text, width - 8).map((line, index) => `${index === 0 ? label : "      "}  ${line}`);
}

function changeLines(one: RequirementChange, width: number): string[] {
  const lines = wrapText(`${one.id}  ${one.level}  ${verdictText(one)}`, width - 2).map((line) => `  ${line}`);
  lines.push(...wrapText(visibleLine(one.title), width - 4).map((line) => `    ${line}`));
  const { before, after } = answersOf(one);
  if (before !== undefined) lines.push(`    ${clip(visibleLine(`before: ${before}`), width - 4)}`);
  if (after !== undefined) lines.push(`    ${clip(visibleLine(`after:  ${after}`), width - 4)}`);
  if (one.spentEntry === true) lines.push(`    ${clip(SPENT_ENTRY, width - 4)}`);
  return lines;
}

/** What to do about an entry of the expectations file with `sometimes: true` once it holds no longer. */
export const SPENT_ENTRY = "its entry in the expectations file (sometimes: true) can go";

/** The same as GitHub-flavoured Markdown. */
export function renderDiffMarkdown(diff: RecordDiff): string {
  const blocks = [
    `# Two runs compared`,
    [
      `| | Target | Outcome |`,
      `| --- | --- | --- |`,
      identityRow("before", diff.before),
      identityRow("after", diff.after),
    ].join("\n"),
    ...(diff.contractChanged ? ["> The runs used different contract documents."] : []),
    ...changesByKind(diff).flatMap(([change, changes]) => [
      `## ${CHANGE_TITLES[change]} (${changes.length})`,
      ...(COUNTED.has(change) ? [] : [changes.map(changeItem).join("\n")]),
    ]),
    `${plural(diff.unchanged, "requirement")} unchanged.`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function identityRow(label: string, run: RunIdentity): string {
  return `| ${label} | ${prose(run.target)}, ${prose(run.kind)}, ${prose(run.startedAt)} | ${prose(run.sentence)} |`;
}

function changeItem(one: RequirementChange): string {
  const { before, after } = answersOf(one);
  const answers = [
    ...(before === undefined ? [] : [`before ${codeSpan(brief(before, 300))}`]),
    ...(after === undefined ? [] : [`after ${codeSpan(brief(after, 300))}`]),
  ];
  const spent = one.spentEntry === true ? ` (${SPENT_ENTRY})` : "";
  const item = `- **${one.level}** ${codeSpan(one.id)} ${verdictText(one)}: ${sentence(one.title)}${spent}`;
  return answers.length === 0 ? item : `${item}\n  ${answers.join(", ")}`;
}

function answersOf({ shown }: RequirementChange): { readonly before?: string; readonly after?: string } {
  const { before, after } = shown;
  return {
    before: before?.judgement.received,
    after: after?.judgement.received,
  };
}

function verdictText({ before, after }: RequirementChange): string {
  const word = (verdict: typeof before) => (verdict === undefined ? "absent" : VERDICT_WORDS[verdict].word);
  return before === after ? word(after) : `${word(before)} → ${word(after)}`;
}

/** The changes by kind, in the order of CHANGES, without kinds that did not occur. */
export function changesByKind(diff: RecordDiff): [Change, readonly RequirementChange[]][] {
  return CHANGES.map((change): [Change, readonly RequirementChange[]] => [
    change,
    diff.changes.filter((one) => one.change === change),
  ]).filter(([, changes]) => changes.length > 0);
}
