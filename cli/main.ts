#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { EXIT } from "../suites/outcome.ts";
import { runCommand } from "./commands/run.ts";
import { systemConsole } from "./console.ts";
import { addRunFlags, type RunFlags } from "./run-flags.ts";
import { InconclusiveError, UsageError } from "./usage-error.ts";
import { toolVersion } from "./version.ts";

const console = systemConsole();

function program(finish: (code: number) => void): Command {
  const root = new Command("eks-conformance")
    .description("Tests which promises of the EKS cluster-registration API an endpoint keeps.")
    .version(toolVersion())
    .showHelpAfterError("(see --help)")
    .exitOverride();
  addRunFlags(root.command("run").description("fire and judge")).action(async (flags: RunFlags) =>
    finish(await runCommand(flags, console)),
  );
  return root;
}

async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  try {
    await program((result) => (code = result)).parseAsync(argv);
    return code;
  } catch (error) {
    return codeOf(error);
  }
}

/** One clear line for whoever sits at the terminal; a trace only for a bug of ours, and only when asked for. */
function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  if (error instanceof UsageError) {
    console.note(`eks-conformance: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof InconclusiveError) {
    console.note(`eks-conformance: ${error.message}`);
    return EXIT.inconclusive;
  }
  const message = error instanceof Error ? error.message : String(error);
  console.note(`eks-conformance: a bug in the suite: ${message}. Set EKS_CONFORMANCE_DEBUG=1 for its trace.`);
  if (process.env["EKS_CONFORMANCE_DEBUG"] === "1" && error instanceof Error) console.note(error.stack ?? "");
  return EXIT.suiteError;
}

process.exitCode = await main(process.argv);
