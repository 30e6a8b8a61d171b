import type { Command, Option } from "commander";

/** What a shell needs to know of a flag. */
export interface DescribedFlag {
  /** With its dashes. */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** The only values that it takes, where they are few. */
  readonly choices: readonly string[];
  /** Whether its value is a file or a folder. */
  readonly isPath: boolean;
}

export interface DescribedCommand {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly DescribedFlag[];
  /** Values of its argument, where they are few. */
  readonly choices: readonly string[];
}

const PATH = /<(?:file|spec|dir|record)>/;

/** The commands below this one, as a shell completes them. */
export function describedCommands(root: Command): DescribedCommand[] {
  return root.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    flags: [...command.options.map(describedFlag), HELP],
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  }));
}

const HELP: DescribedFlag = {
  name: "--help",
  description: "what the command does and takes",
  takesValue: false,
  choices: [],
  isPath: false,
};

function describedFlag({ long, description, required, argChoices, flags }: Option): DescribedFlag {
  return {
    name: long ?? flags,
    description,
    takesValue: required,
    choices: argChoices ?? [],
    isPath: PATH.test(flags),
  };
}
