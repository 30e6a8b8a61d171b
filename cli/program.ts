import { setFlagsFromString } from "node:v8";
import { Command, CommanderError, Option } from "commander";
import { LedgerError } from "../clusters/journal/ledger.ts";
import { terminalText, visibleLine } from "../reports/model/strangers-text.ts";
import { EXIT } from "../suites/record/outcome.ts";
import { JournalError } from "../clusters/journal/journal.ts";
import { diffCommand, type DiffFlags } from "./commands/diff.ts";
import { iamPolicyCommand, type IamPolicyFlags } from "./commands/iam-policy.ts";
import { listCommand, type ListFlags } from "./commands/list.ts";
import { planCommand } from "./commands/plan.ts";
import { replayCommand, type ReplayFlags, type ReplayRunFlags } from "./commands/replay.ts";
import { reportCommand, type ReportFlags } from "./commands/report.ts";
import { runCommand, type RunCommandFlags } from "./commands/run.ts";
import { serveCommand, type ServeFlags } from "./commands/serve.ts";
import { siteCommand, type SiteFlags } from "./commands/site.ts";
import { addSelftestFlags, selftestCommand, type SelftestFlags } from "./commands/selftest.ts";
import { sweepCommand, type SweepFlags } from "./commands/sweep.ts";
import { surviveLostOutput, systemConsole } from "./console.ts";
import {
  accountId,
  addRunFlags,
  collect,
  formats,
  FORMATS,
  level,
  positiveNumber,
  type RunFlags,
  wholeNumber,
} from "./run/run-flags.ts";
import { TargetGone } from "../endpoint/sending/target-gone.ts";
import { InconclusiveError, UsageError } from "./usage-error.ts";
import { toolVersion } from "./version.ts";

const console = systemConsole();
const COMMAND = ["--command <line>", "program that starts the target; {port} stands for a free port"] as const;
const WAIT = ["--wait-for-target <seconds>", "how long the target may take to answer first", positiveNumber] as const;
const JSON_RECORD = ["--json", "print the record, and nothing else, on standard output"] as const;
const QUIET = ["--quiet", "print nothing where all is as expected, else a line for each cause"] as const;
const KILL_MATRIX = ["--kill-matrix <file>", "selftest.json whose detection power the page is to show"] as const;

function program(finish: (code: number) => void): Command {
  const root = new Command("eks-conformance")
    .description("Tests which promises of the EKS cluster-registration API an endpoint keeps.")
    .version(toolVersion())
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
    .exitOverride();
  addRunFlags(root.command("run").description("fire and judge"))
    .option(...COMMAND)
    .option(...WAIT)
    .option(...JSON_RECORD)
    .option(...QUIET)
    .option(...KILL_MATRIX)
    .action(async (flags: RunCommandFlags) => finish(await runCommand(flags, console)));
  addRunFlags(root.command("plan").description("every request run would send, without sending it")).action(
    async (flags: RunFlags) => finish(await planCommand(flags, console)),
  );
  root
    .command("list")
    .description("the requirements, with the source each stands on")
    .option("--spec <file>", "OpenAPI 3.1 document (default: the one in the package)")
    .option("--select <glob>", "only requirements that match; may be repeated", collect, [])
    .option("--skip <glob>", "leave out requirements that match; may be repeated", collect, [])
    .option("--level <level>", "lowest level to list: must, should or info", level, "INFO")
    .option("--json", "as JSON")
    .action((flags: ListFlags) => finish(listCommand(flags, console)));
  addRunFlags(
    root
      .command("replay")
      .description("fire one case of a record again")
      .argument("<record>", "run.json or events.ndjson")
      .requiredOption("--case <id>", "id of the case, as the record and the report name it")
      .option(...COMMAND)
      .option(...WAIT)
      .option(...JSON_RECORD)
      .option(...QUIET),
    {},
  ).action(async (record: string, flags: ReplayRunFlags & ReplayFlags) =>
    finish(await replayCommand(record, flags, flags, console)),
  );
  addRunFlags(
    root
      .command("sweep")
      .description("deregister what a journal says may be left")
      .requiredOption("--journal <file>", "journal.ndjson of the run")
      .option("--json", "as JSON"),
  ).action(async (flags: RunFlags & SweepFlags) => finish(await sweepCommand(flags, console)));
  addReportCommands(root, finish);
  addIamPolicy(root, finish);
  addReferenceCommands(root, finish);
  return root;
}

/** The parser says "error: …" and, on a line of its own, what was perhaps meant. */
function oneLine(text: string): string {
  const message = text
    .trim()
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ");
  return terminalText(`eks-conformance: ${visibleLine(message)} (see --help)\n`);
}

function addReportCommands(root: Command, finish: (code: number) => void): void {
  root
    .command("report")
    .description("render records again; several of them as a matrix")
    .argument("<record...>", "run.json or events.ndjson")
    .option("--out <dir>", "folder to write to (default: that of the record)")
    .option("--format <list>", `comma-separated: ${FORMATS.join(",")}`, formats, FORMATS)
    .option("--site <dir>", "write a static site of the records' targets over time instead")
    .option(...KILL_MATRIX)
    .action((records: string[], { site, ...flags }: ReportFlags & Partial<SiteFlags>) => {
      const asSite = { ...flags, site: site ?? "" };
      finish(site === undefined ? reportCommand(records, flags, console) : siteCommand(records, asSite, console));
    });
  root
    .command("diff")
    .description("compare two records requirement by requirement; exit 1 on a regression")
    .argument("<before>", "run.json or events.ndjson")
    .argument("<after>", "run.json or events.ndjson")
    .option("--markdown", "as Markdown")
    .addOption(new Option("--json", "as JSON").conflicts("markdown"))
    .option("--html <file>", "write it as a page, too")
    .action((before: string, after: string, flags: DiffFlags) => finish(diffCommand(before, after, flags, console)));
}

/** What is needed in an AWS account. */
function addIamPolicy(root: Command, finish: (code: number) => void): void {
  root
    .command("iam-policy")
    .description("the least that the caller of a run on AWS needs, as a policy document")
    .option("--role-trust", "the trust policy of the connector role instead")
    .option("--sandbox-account <id>", "only clusters and the role of this account", accountId)
    .option("--region <region>", "only this AWS Region")
    .option("--role-arn <arn>", "the connector role (default: AmazonEKSConnectorAgentRole)")
    .action((flags: IamPolicyFlags) => finish(iamPolicyCommand(flags, console)));
}

/** What needs the reference server and no endpoint. */
function addReferenceCommands(root: Command, finish: (code: number) => void): void {
  root
    .command("serve")
    .description("the reference server")
    .option("--port <n>", "port to listen on (0: any free one)", wholeNumber(0, 65_535), 4567)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--region <region>", "AWS Region to name in ARNs and signatures", "us-east-1")
    .option("--fault <id>", "switch a seeded fault on")
    .option("--drawn <n>", "the fault that is drawn from this number", wholeNumber(0, 0xffffffff))
    .option("--variant <id>", "conform in another way")
    .option("--auth", "verify signatures against AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (default: test, test)")
    .option("--quota <n>", "registered clusters allowed at a time", wholeNumber(1, 1_000_000))
    .action(async (flags: ServeFlags) => finish(await serveCommand(flags, console)));
  addSelftestFlags(
    root.command("selftest").description("every seeded fault and conforming variant: does the suite tell them apart?"),
  ).action(async (flags: SelftestFlags) => finish(await selftestCommand(flags, console)));
}

/** Runs the command that the words name; resolves to its exit code, whatever happens. */
export async function main(argv: readonly string[]): Promise<number> {
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
  if (error instanceof UsageError || error instanceof LedgerError || error instanceof JournalError) {
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
  const message = error instanceof Error ? error.message : String(error);
  console.note(
    `eks-conformance: a bug in the suite: ${visibleLine(message)}. Set EKS_CONFORMANCE_DEBUG=1 for its trace.`,
  );
  if (process.env["EKS_CONFORMANCE_DEBUG"] === "1" && error instanceof Error) console.note(error.stack ?? "");
  return EXIT.suiteError;
}

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
