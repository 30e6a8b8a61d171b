import type { Command, Option } from "commander";
import { FAULTS } from "#reference/faults.ts";
import { VARIANTS } from "#reference/variants.ts";
import { BUILT_IN_SPECS } from "#suites/record/readings/built-in-specs.ts";
import { FORMATS } from "#cli/run/run-flags.ts";

/** What a shell needs to know of a flag. */
export interface DescribedFlag {
  /** With its dashes. */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** Values that it takes, or how they begin, where they are known. */
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

/** Values that are known, of flags that take others too: a file, a glob, a list, a number behind the name. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  "--level": ["must", "should", "info"],
  "--format": FORMATS,
  "--spec": BUILT_IN_SPECS,
  "--feature": [
    ...["auth", "tags"].flatMap((name) => ["required", "absent", "detect"].map((state) => `${name}=${state}`)),
    ...["default-page=required", "default-page=absent", "quota=absent", "quota="],
    ...["expired-token=", "no-permission="],
  ],
  "--fault": FAULTS.map(({ id }) => id),
  "--variant": VARIANTS.map(({ id }) => id),
};

/** The commands below this one, as a shell completes them. */
export function describedCommands(root: Command): DescribedCommand[] {
  const commands = root.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    flags: [...command.options.map(describedFlag), HELP],
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  }));
  const names = commands.map(({ name }) => name);
  return [...commands, { name: "help", description: "what a command does and takes", flags: [], choices: names }];
}

const HELP: DescribedFlag = {
  name: "--help",
  description: "what the command does and takes",
  takesValue: false,
  choices: [],
  isPath: false,
};

function describedFlag({ long, description, required, argChoices, flags }: Option): DescribedFlag {
  const name = long ?? flags;
  return {
    name,
    description,
    takesValue: required,
    choices: argChoices ?? VALUES[name] ?? [],
    isPath: PATH.test(flags),
  };
}
