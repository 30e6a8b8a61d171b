import type { RunRecord } from "#suites/record/record.ts";
import { sweepOf } from "#reports/model/commands/replay.ts";
import { howMany, leftBehind } from "#reports/model/standing/left-behind.ts";
import { brief } from "#reports/model/text/format.ts";
import { cellCode, codeBlock, prose } from "#reports/model/text/markdown-text.ts";

const LEFT_SHOWN = 10;

/** The commands of a record are nobody's but its writer's: a sweep removes what is proved to be the reader's own. */
export function clusterText(record: RunRecord): string {
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
