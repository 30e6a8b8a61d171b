import type { RunRecord } from "../../suites/record/record.ts";
import { howMany, leftBehind } from "../model/left-behind.ts";
import { visibleLine } from "../model/text/harmless-text.ts";
import { clip, wrapText } from "../model/text/wrap.ts";
import type { ConsoleSettings } from "./console-settings.ts";

type RemovalSettings = Pick<ConsoleSettings, "width" | "paint" | "sweep">;

const LEFT_SHOWN = 10;
/** Characters of a name in a list of names: one of the run's own is shorter. */
const LONGEST_NAME = 40;

/** The commands that remove what was left behind, the one for all of it first, and why something has none of its own. */
export function clusterLines(record: RunRecord, settings: RemovalSettings): string[] {
  const left = leftBehind(record);
  if (left === undefined) return [];
  const { width } = settings;
  const lines = [
    ...left.commands.map((command) => [visibleLine(command)]),
    ...left.others.map((other) => wrapText(inWords(other, 4 * width), width - 2)),
  ];
  return [
    ...removalLines(record, settings),
    ...(left.commands.length === 0 ? [] : ["or each by itself:"]),
    ...lines.slice(0, LEFT_SHOWN).flatMap((each) => each.map((line) => `  ${line}`)),
    ...(lines.length > LEFT_SHOWN ? wrapText(`and ${lines.length - LEFT_SHOWN} more in the record`, width) : []),
  ];
}

/** The same in short: the command for all of it, some names, and one reason why something may not be removed. */
export function briefClusterLines(record: RunRecord, settings: RemovalSettings): string[] {
  const { others: [other] = [], names = [] } = leftBehind(record) ?? {};
  const shown = names.slice(0, LEFT_SHOWN).map((name) => clip(visibleLine(name), LONGEST_NAME));
  const more = names.length > LEFT_SHOWN ? ` and ${names.length - LEFT_SHOWN} more in the record` : "";
  return [
    ...removalLines(record, settings),
    ...(shown.length === 0
      ? []
      : wrapText(`${shown.join(", ")}${more}`, settings.width - 2).map((line) => `  ${line}`)),
    ...(other === undefined ? [] : [`  ${inWords(other, settings.width - 2)}`]),
  ];
}

function removalLines(record: RunRecord, { paint, sweep }: RemovalSettings): string[] {
  const left = leftBehind(record);
  return left === undefined ? [] : [paint("bad", `${left.title}; to remove:`), `  ${visibleLine(sweep)}`];
}

function inWords(other: Parameters<typeof howMany>[0], width: number): string {
  const { before, after } = howMany(other);
  const told = `${before}${visibleLine(other.name)}${after}`;
  return clip(`not removed: ${told} (${visibleLine(other.reason)})`, width);
}
