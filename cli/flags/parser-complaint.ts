import type { Command, CommanderError } from "commander";
import { closeSpellings } from "../close-spellings.ts";

/** What the parser found wrong, in one line; undefined where it has said all itself, as for help. */
export function parserComplaint(error: CommanderError, root: Command, argv: readonly string[]): string | undefined {
  if (error.exitCode === 0 || error.code === "commander.help") return undefined;
  const flag = /^error: unknown option '(--[^'=]+)/.exec(error.message)?.[1];
  const elsewhere = error.code === "commander.unknownOption" && flag !== undefined ? takersOf(flag, root) : [];
  if (flag !== undefined && elsewhere.length > 0) {
    const command = root.commands.find((each) => each.name() === argv[2])?.name();
    const where = `${flag} belongs to ${elsewhere.join(", ")}`;
    return command === undefined ? `${where}: give the command first` : `${where}, not to ${command}: leave it out`;
  }
  return withSuggestion(error, flag, root.commands.find((each) => each.name() === argv[2]) ?? root)
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\(Did you mean (.*)\?\)/, "; did you mean $1?")
    .replaceAll(/\s*\n\s*/g, " ");
}

/** The parser takes a value behind `=` for a part of the name, and so finds no flag like it. */
function withSuggestion({ message }: CommanderError, flag: string | undefined, command: Command): string {
  if (flag === undefined || !message.includes("=")) return message;
  const known = command.options.flatMap(({ long }) => long ?? []);
  return `unknown option '${flag}'${closeSpellings(known, flag)}`;
}

function takersOf(flag: string, root: Command): string[] {
  return root.commands.filter(({ options }) => options.some(({ long }) => long === flag)).map((each) => each.name());
}
