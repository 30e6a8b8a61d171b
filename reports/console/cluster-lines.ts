import type { RunRecord } from "#suites/record/record.ts";
import { howMany, leftBehind } from "#reports/model/standing/left-behind.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip, wrapText } from "#reports/model/text/wrap.ts";
import type { ConsoleSettings } from "./console-settings.ts";

type RemovalSettings = Pick<ConsoleSettings, "width" | "paint" | "sweep" | "verbose" | "onTerminal">;

const LEFT_SHOWN = 10;
/** Reasons why something may not be removed, on one screen. */
const REASONS_SHOWN = 1;
/** Characters of a name in a list of names: one of the run's own is shorter. */
const LONGEST_NAME = 40;

/** The command for all that was left behind, some names, and why something may not be removed: one reason on one screen, elsewhere ten. */
export function clusterLines(
  record: RunRecord,
  { width, paint, sweep, verbose, onTerminal }: RemovalSettings,
): string[] {
  const left = leftBehind(record);
  if (left === undefined) return [];
  const { others, names, title, kept, commands } = left;
  const shown = names.slice(0, LEFT_SHOWN).map((name) => clip(visibleLine(name), LONGEST_NAME));
  const more = names.length > LEFT_SHOWN ? ` and ${names.length - LEFT_SHOWN} more in the record` : "";
  const [reasons, rows] = verbose || !onTerminal ? [LEFT_SHOWN, 4] : [REASONS_SHOWN, 1];
  const goal = commands.length > 0 ? "remove" : "remove what can be";
  const until = others.length > 0 && record.target.kind === "emulator" ? " until the emulator restarts" : "";
  return [
    ...(kept === undefined ? [] : wrapText(`${title}: ${visibleLine(kept)}`, width).map((line) => paint("bad", line))),
    ...(commands.length === 0 && kept !== undefined
      ? []
      : [paint("bad", `${title}${until}; to ${goal}:`), `  ${visibleLine(sweep)}`]),
    ...(shown.length === 0 ? [] : wrapText(`${shown.join(", ")}${more}`, width - 2).map(indented)),
    ...others
      .slice(0, reasons)
      .flatMap((other) => wrapText(inWords(other, rows * (width - 2)), width - 2).map(indented)),
    ...(others.length > reasons && reasons > 1 ? [`  and ${others.length - reasons} more in the record`] : []),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}

function inWords(other: Parameters<typeof howMany>[0], width: number): string {
  const { before, after } = howMany(other);
  const told = `${before}${visibleLine(other.name)}${after}`;
  return clip(`not removed: ${told} (${visibleLine(other.reason)})`, width);
}
