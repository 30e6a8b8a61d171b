import type { RunRecord } from "#suites/record/record.ts";
import {
  aspectInWords,
  leastAlikeFirst,
  likenessSentence,
  routedInWords,
  shareInWords,
  unlikeAspects,
  withoutTwin,
} from "#reports/model/standing/likeness.ts";
import { brief } from "#reports/model/text/format.ts";
import { cellCode, prose } from "#reports/model/text/markdown-text.ts";

const ASPECTS_SHOWN = 30;

/** How far the target answered as another's record did; empty where the two were not compared. */
export function likenessText(record: RunRecord): string {
  const sentence = likenessSentence(record);
  if (record.likeness === undefined || sentence === undefined) return "";
  const unlike = unlikeAspects(record).slice(0, ASPECTS_SHOWN);
  return [
    "## Likeness",
    "",
    [sentence, withoutTwin(record)].flatMap((each) => (each === undefined ? [] : `${prose(each)}.`)).join(" "),
    "",
    "| Aspect | Answers alike |",
    "| --- | --- |",
    ...record.likeness.aspects.map((row) => `| ${cellCode(aspectInWords(row))} | ${shareInWords(row)} |`),
    "",
    "| Operation | Answers alike |",
    "| --- | --- |",
    ...leastAlikeFirst(record.likeness.operations).map(
      (row) => `| ${cellCode(routedInWords(row.operation))} | ${shareInWords(row)} |`,
    ),
    ...(unlike.length === 0
      ? []
      : ["", "| Where they differ | The other target | This target |", "| --- | --- | --- |"]),
    ...unlike.map(({ requirement, example: { judgement } }) => {
      const cells = [requirement.id, brief(judgement.expected, 200), brief(judgement.received, 200)];
      return `| ${cells.map((cell) => cellCode(cell)).join(" | ")} |`;
    }),
  ].join("\n");
}
