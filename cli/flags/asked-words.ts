import type { Command } from "commander";

/**
 * The words to parse. Help that is asked for a command that there is not would be the program's own, without a word of
 * the mistake, so the command alone is left: the parser complains of it and offers the close spellings.
 */
export function askedWords(root: Command, argv: readonly string[]): readonly string[] {
  const [first, second] = argv.slice(2);
  const named = first === "help" ? second : first;
  const isKnown = named === "help" || root.commands.some((command) => command.name() === named);
  return named === undefined || named.startsWith("-") || isKnown ? argv : [...argv.slice(0, 2), named];
}
