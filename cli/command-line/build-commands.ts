import type { Option } from "commander";
import { Command } from "commander";
import type { Console } from "#cli/console.ts";
import { EXAMPLES, FIRST_STEPS } from "#cli/flags/examples.ts";
import { PROGRAM } from "#cli/program-name.ts";
import { toolVersion } from "#cli/version.ts";
import type { Finish } from "./finish.ts";
import { addJudgingCommands } from "./judging-commands.ts";
import { addReadingCommands } from "./reading-commands.ts";
import { addReferenceCommands } from "./reference-commands.ts";

/** Every command with its own flags; what a command needs is loaded when it is asked for. */
export function buildCommands(console: Console, finish: Finish): Command {
  const root = new Command("eks-conformance")
    .description("Tests which promises of the EKS cluster-registration API an endpoint keeps.")
    .version(toolVersion())
    // What is wrong is said by whoever catches it.
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ optionDescription: described })
    .exitOverride();
  addJudgingCommands(root.commandsGroup("Judge an endpoint:"), console, finish);
  addReadingCommands(root.commandsGroup("Read what runs left:"), console, finish);
  addReferenceCommands(root.commandsGroup("The suite itself:"), console, finish);
  root.addHelpText("after", `\nStart with:\n${asTyped(FIRST_STEPS)}`);
  for (const command of root.commands) {
    const lines = EXAMPLES[command.name()] ?? [];
    if (lines.length > 0) command.addHelpText("after", `\nExamples:\n${asTyped(lines)}`);
  }
  return root;
}

/** The lines as whoever reads them can type them: the bare name is on few a PATH. */
function asTyped(lines: readonly string[]): string {
  return lines.map((line) => `  ${line.replace(/(?<=^|\()eks-conformance\b/, () => PROGRAM)}`).join("\n");
}

/** A default that is a list says nothing that the flag's own words do not. */
function described({ description, argChoices, defaultValue }: Option): string {
  const choices = argChoices === undefined ? "" : `: ${argChoices.join(", ")}`;
  const isPlain = typeof defaultValue === "string" || typeof defaultValue === "number";
  return `${description}${choices}${isPlain ? ` (default: ${String(defaultValue).toLowerCase()})` : ""}`;
}
