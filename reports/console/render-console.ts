import { targetName } from "../model/target-name.ts";
import { RUN_VERDICT_WORDS } from "../../suites/record/verdicts/run-verdict.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { coverageSentence } from "../model/coverage.ts";
import { plural } from "../model/text/format.ts";
import { knownToFail, reasonInFull } from "../model/known-to-fail.ts";
import { howMany, leftBehind } from "../model/left-behind.ts";
import { sweepOf, typedFrom } from "../model/replay.ts";
import { requestsFrom } from "../model/requests-from.ts";
import { notTested } from "../model/not-tested.ts";
import { TOLERATED_FAILURES, toleratedFailures } from "../model/server-failures.ts";
import { unsupportedIn } from "../model/unsupported.ts";
import { visibleLine } from "../model/text/harmless-text.ts";
import { clip, wrapText } from "../model/text/wrap.ts";
import { unsupportedLines } from "../unsupported-lines.ts";
import { VERDICT_WORDS } from "../../suites/record/verdicts/verdict.ts";
import { causeBlocks } from "./cause-lines.ts";
import { type ConsoleOptions, type ConsoleSettings, IDS_SHOWN, LINES } from "./console-settings.ts";
import { resourceLines, tableLines } from "./table-lines.ts";

const LEFT_SHOWN = 10;
const KNOWN_SHOWN = 10;
const UNSUPPORTED_SHOWN = 8;
const NARROWEST = 40;

/**
 * The end of a run on a terminal: verdict, area by level, what was not tested, then what the target has to mend, each
 * with a request that shows it. No line is wider than asked but those made for copying: curl and replay.
 */
export function renderConsole(record: RunRecord, options: ConsoleOptions = {}): string {
  const settings: ConsoleSettings = {
    paint: (_tone, text) => text,
    failures: 10,
    recordFile: "run.json",
    sweep: sweepOf(record),
    typed: typedFrom(record),
    reportFile: "index.html",
    isReplay: false,
    ...options,
    width: Math.max(NARROWEST, options.width ?? 80),
  };
  const blocks = [
    verdictLines(record, settings),
    tableLines(record, settings),
    resourceLines(record, settings),
    failureLines(record, settings),
    notTestedLines(record, settings),
    coverageLines(record, settings),
    causeBlocks(record, settings),
    knownLines(record, settings),
    clusterLines(record, settings),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function verdictLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const { verdict, sentence } = record.outcome;
  const tone = verdict === "conformant" ? "good" : verdict === "inconclusive" ? "caution" : "bad";
  const lines = wrapText(visibleLine(`${RUN_VERDICT_WORDS[verdict].sign} ${sentence}`), width).map((line) =>
    paint(tone, line),
  );
  const { gone } = record.run;
  const died =
    gone === undefined ? [] : wrapText(visibleLine(gone), width - 2).map((line) => paint("bad", `  ${line}`));
  const where = `${targetName(record.target)}, kind ${record.target.kind}, ${requestsFrom(record.run)}`;
  return [...lines, ...died, ...wrapText(visibleLine(where), width - 2).map((line) => paint("soft", `  ${line}`))];
}

/** What passes as chance is said, so that nobody learns of it from clients. */
function failureLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const failures = toleratedFailures(record);
  if (failures.length === 0) return [];
  const lines = failures.flatMap((each) =>
    wrapText(visibleLine(each), width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`),
  );
  return [paint("caution", TOLERATED_FAILURES), ...lines];
}

function notTestedLines(record: RunRecord, { width, paint, reportFile, isReplay }: ConsoleSettings): string[] {
  const groups = notTested(record).filter(({ verdict }) => !isReplay || verdict !== "disabled");
  const unsupported = unsupportedIn(record);
  if (groups.length + unsupported.length === 0) return [];
  const more = unsupported.length - UNSUPPORTED_SHOWN;
  return [
    paint("strong", "Not tested"),
    ...groups.flatMap(({ verdict, reason, requirements }) => {
      const text = `${requirements.length} ${VERDICT_WORDS[verdict].word}: ${visibleLine(reason)}`;
      return wrapText(text, width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`);
    }),
    ...unsupportedLines(unsupported.slice(0, UNSUPPORTED_SHOWN), width),
    ...(more > 0
      ? wrapText(`and ${more} more not handled: see ${reportFile}`, width - 2).map((line) => `  ${line}`)
      : []),
  ];
}

/** One case sees next to nothing of the contract, and nobody asks it to. */
function coverageLines(record: RunRecord, { width, paint, isReplay }: ConsoleSettings): string[] {
  const text = isReplay ? undefined : coverageSentence(record);
  return text === undefined ? [] : wrapText(text, width).map((line) => paint("soft", line));
}

/** What was let off, and why: a verdict that rests on it must not hide it. */
function knownLines(record: RunRecord, { width, paint, reportFile }: ConsoleSettings): string[] {
  const groups = knownToFail(record);
  if (groups.length === 0) return [];
  return [
    paint("strong", "Known to fail"),
    ...groups.slice(0, KNOWN_SHOWN).flatMap((group) => {
      const ids = group.requirements.map(({ id }) => id);
      const more = ids.length > IDS_SHOWN ? `, and ${ids.length - IDS_SHOWN} more: see ${reportFile}` : "";
      const text = `${plural(ids.length, "requirement")}: ${visibleLine(reasonInFull(group))}`;
      return [
        ...wrapText(clip(text, LINES * width), width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`),
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

/** The commands that remove what was left behind, the one for all of it first, and why something has none of its own. */
export function clusterLines(
  record: RunRecord,
  { width, paint, sweep }: Pick<ConsoleSettings, "width" | "paint" | "sweep">,
): string[] {
  const left = leftBehind(record);
  if (left === undefined) return [];
  const { title, commands, others } = left;
  const inWords = others.map((other) => {
    const { before, after } = howMany(other);
    const told = `${before}${visibleLine(other.name)}${after}`;
    return clip(`not removed: ${told} (${visibleLine(other.reason)})`, 4 * width);
  });
  const lines = [
    ...commands.map((command) => [visibleLine(command)]),
    ...inWords.map((each) => wrapText(each, width - 2)),
  ];
  return [
    paint("bad", `${title}; to remove:`),
    `  ${visibleLine(sweep)}`,
    ...(commands.length === 0 ? [] : ["or each by itself:"]),
    ...lines.slice(0, LEFT_SHOWN).flatMap((each) => each.map((line) => `  ${line}`)),
    ...(lines.length > LEFT_SHOWN ? wrapText(`and ${lines.length - LEFT_SHOWN} more in the record`, width) : []),
  ];
}
