import { errorMessage } from "#spec/error-message.ts";
import { setFlagsFromString } from "node:v8";
import { type Command, CommanderError } from "commander";
import type { ClusterLeft } from "#custody/removing/cluster-left.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { GivenUp } from "#suites/run/give-up.ts";
import { buildCommands } from "./command-line/build-commands.ts";
import { surviveLostOutput, systemConsole } from "./console.ts";
import { helpFor, parserComplaint } from "./flags/parser-complaint.ts";
import { TargetGone } from "#endpoint/sending/target-gone.ts";
import { isRefusal } from "./refusal.ts";
import { InconclusiveError } from "./usage-error.ts";

/**
 * The words to parse. Help that is asked for a command that there is not would be the program's own, without a word of
 * the mistake, so the command alone is left: the parser complains of it and offers the close spellings.
 */
function askedWords(root: Command, argv: readonly string[]): readonly string[] {
  const [first, second] = argv.slice(2);
  const named = first === "help" ? second : first;
  const isKnown = named === "help" || root.commands.some((command) => command.name() === named);
  return named === undefined || named.startsWith("-") || isKnown ? argv : [...argv.slice(0, 2), named];
}

const console = systemConsole();

/** Runs the command that the words name; resolves to its exit code, whatever happens. */
export async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const root = buildCommands(console, (result) => (code = result));
  try {
    await root.parseAsync(askedWords(root, argv));
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return codeOf(error);
    const complaint = parserComplaint(error, root, argv);
    if (complaint !== undefined)
      console.note(`eks-conformance: ${visibleLine(complaint)} (see ${helpFor(root, argv)})`);
    return error.exitCode === 0 ? 0 : EXIT.usage;
  }
}

/** One clear line for whoever sits at the terminal; a trace only for a bug of ours, and only when asked for. */
function codeOf(error: unknown): number {
  if (error instanceof GivenUp) {
    const code = codeOf(error.cause);
    for (const line of leftLines(error.left)) console.note(line);
    return code === EXIT.suiteError ? code : EXIT.clustersLeft;
  }
  if (isRefusal(error)) {
    console.note(`eks-conformance: ${visibleLine(error.message)}`);
    return EXIT.usage;
  }
  if (error instanceof InconclusiveError || error instanceof TargetGone) {
    console.note(`eks-conformance: ${visibleLine(error.message)}`);
    return EXIT.inconclusive;
  }
  if (error instanceof Error && error.name === "AbortError") {
    console.note("Interrupted before anything was sent.");
    return EXIT.interrupted;
  }
  const message = errorMessage(error);
  console.note(
    `eks-conformance: a bug in the suite: ${visibleLine(message)}. Set EKS_CONFORMANCE_DEBUG=1 for its trace.`,
  );
  if (process.env["EKS_CONFORMANCE_DEBUG"] === "1" && error instanceof Error) console.note(error.stack ?? "");
  return EXIT.suiteError;
}

/** What removes each thing that was left behind, or what it is where nothing does. */
function leftLines(left: readonly ClusterLeft[]): string[] {
  const lines = left.map(({ name, reason, command }) => command ?? `${name}: ${reason}`);
  const more =
    lines.length > LEFT_SHOWN ? [`and ${lines.length - LEFT_SHOWN} more, which sweep finds in the journal`] : [];
  const shown = [...lines.slice(0, LEFT_SHOWN), ...more].map((line) => `  ${visibleLine(line)}`);
  const removable = left.some(({ command }) => command !== undefined);
  return [`${lines.length} left behind${removable ? "; to remove" : ""}:`, ...shown];
}

const LEFT_SHOWN = 20;

/** The command that the words name, whose code becomes that of the process. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  // V8 lets the heap grow to four times what lives in it; a machine shared with the emulator has no room for that.
  setFlagsFromString("--heap-growing-percent=50");
  surviveLostOutput();
  // Output may be lost before the end or after it; the command's own code comes first.
  process.exitCode = (await main(argv)) || process.exitCode;
  setInterval(leaveOnceWritten, LINGERING_MS).unref();
}

/** A process that was asked for credentials may hang still, and would keep this one alive with it. */
const LINGERING_MS = 500;

function leaveOnceWritten(): void {
  if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
}
