import type { Command, CommanderError } from "commander";

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
  return error.message
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\(Did you mean (.*)\?\)/, "; did you mean $1?")
    .replaceAll(/\s*\n\s*/g, " ");
}

function takersOf(flag: string, root: Command): string[] {
  return root.commands.filter(({ options }) => options.some(({ long }) => long === flag)).map((each) => each.name());
}
