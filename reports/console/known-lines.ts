import type { RunRecord } from "#suites/record/record.ts";
import { knownToFail, reasonInFull, type KnownToFail } from "#reports/model/standing/known-to-fail.ts";
import { plural } from "#reports/model/text/format.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip, wrapText } from "#reports/model/text/wrap.ts";
import { type ConsoleSettings, IDS_SHOWN, LINES, MORE } from "./console-settings.ts";

const KNOWN_SHOWN = 10;
const BRIEFLY_SHOWN = 1;

/** What was let off, and why: a verdict that rests on it must not hide it. */
export function knownLines(record: RunRecord, { width, paint, reportFile }: ConsoleSettings): string[] {
  const groups = knownToFail(record);
  if (groups.length === 0) return [];
  return [
    paint("strong", "Known to fail"),
    ...groups.slice(0, KNOWN_SHOWN).flatMap((group) => {
      const ids = group.requirements.map(({ id }) => id);
      const more = ids.length > IDS_SHOWN ? `, and ${ids.length - IDS_SHOWN} more: see ${reportFile}` : "";
      return [
        ...wrapText(clip(known(group), LINES * width), width - 4).map(
          (line, at) => `${at === 0 ? "  " : "    "}${line}`,
        ),
        ...wrapText(`${ids.slice(0, IDS_SHOWN).join(", ")}${more}`, width - 4).map((line) =>
          paint("soft", `    ${line}`),
        ),
      ];
    }),
    ...(groups.length > KNOWN_SHOWN
      ? [`  and for ${groups.length - KNOWN_SHOWN} more reasons: see ${reportFile}`]
      : []),
  ];
}

/** The same in short: a line for the commonest reason. */
export function briefKnownLines(record: RunRecord, { width }: Pick<ConsoleSettings, "width">): string[] {
  const groups = knownToFail(record);
  const more = groups.length - BRIEFLY_SHOWN;
  return [
    ...groups.slice(0, BRIEFLY_SHOWN).map((group) => clip(`known to fail: ${known(group)}`, width)),
    ...(more > 0 ? [`known to fail for ${plural(more, "more reason")}: ${MORE}`] : []),
  ];
}

function known(group: KnownToFail): string {
  return `${plural(group.requirements.length, "requirement")}: ${visibleLine(reasonInFull(group))}`;
}
