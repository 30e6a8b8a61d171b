import type { Command, CommanderError } from "commander";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { helpLine, PROGRAM } from "#cli/program-name.ts";
import { closeSpellings } from "#cli/close-spellings.ts";

/** Where help is on what the words ask for: that of the command that they name, or the list of commands. */
export function helpFor(root: Command, argv: readonly string[]): string {
  const command = root.commands.find((each) => each.name() === argv[2])?.name();
  return command === undefined ? helpLine(PROGRAM) : `${PROGRAM} ${command} --help`;
}

/** An endpoint, with or without its scheme. */
const ADDRESS = /^(?:https?:\/\/.+|[\w.-]+:\d{1,5}(?:\/.*)?)$/i;

/** What the parser found wrong, in one line; undefined where it has said all itself, as for help. */
export function parserComplaint(error: CommanderError, root: Command, argv: readonly string[]): string | undefined {
  if (error.exitCode === 0 || error.code === "commander.help") return undefined;
  if (error.code === "commander.excessArguments") {
    const address = argv.slice(3).find((word) => ADDRESS.test(word));
    const named = root.commands.find((each) => each.name() === argv[2]);
    const takes = named?.options.some(({ long }) => long === "--endpoint-url") === true;
    if (takes && address !== undefined) {
      const url = /^https?:/i.test(address) ? address : `http://${address}`;
      return `${argv[2] ?? ""} takes an endpoint with its flag: did you mean --endpoint-url ${shellQuote(url)}?`;
    }
  }
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

/**
 * The parser finds no flag like one with a value behind `=`, which it takes for a part of the name, nor like one that
 * lacks a whole word, such as `--endpoint`.
 */
function withSuggestion({ message }: CommanderError, flag: string | undefined, command: Command): string {
  if (flag === undefined || message.includes("Did you mean")) return message;
  const known = command.options.flatMap(({ long }) => long ?? []);
  return `unknown option '${flag}'${closeSpellings(known, flag)}`;
}

function takersOf(flag: string, root: Command): string[] {
  return root.commands.filter(({ options }) => options.some(({ long }) => long === flag)).map((each) => each.name());
}
