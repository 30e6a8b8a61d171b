import { Argument, Command, Option } from "commander";
import type { DiffFlags } from "./commands/diff.ts";
import type { IamPolicyFlags } from "./commands/iam-policy.ts";
import type { JudgeFlags } from "./commands/judge.ts";
import type { ListFlags } from "./commands/list.ts";
import type { ObserveFlags } from "./commands/observe.ts";
import type { PlanFlags } from "./commands/plan.ts";
import type { ReplayFlags, ReplayRunFlags } from "./commands/replay.ts";
import type { ReportFlags } from "./commands/report.ts";
import type { RunCommandFlags } from "./commands/run.ts";
import type { ServiceSelftestFlags } from "./commands/selftest-service.ts";
import type { SelftestFlags } from "./commands/selftest.ts";
import type { ServeFlags } from "./commands/serve.ts";
import type { SiteFlags } from "./commands/site.ts";
import type { SweepFlags } from "./commands/sweep.ts";
import { addConfigFlags } from "./config/config-flags.ts";
import { SHELLS, type Shell } from "./completion/shells.ts";
import type { Console } from "./console.ts";
import { EXAMPLES, FIRST_STEPS } from "./flags/examples.ts";
import { addMutationFlags, requireRounds } from "./flags/mutation-flags.ts";
import { addSelftestFlags } from "./flags/selftest-flags.ts";
import { addTrafficFlags } from "./flags/traffic-flags.ts";
import {
  accountId,
  addAccountFlags,
  addCommandFlag,
  addCredentialFlags,
  addInputFlags,
  addOutputFlags,
  addPaceFlags,
  addPatienceFlags,
  addRunFlags,
  addSelectionFlags,
  addStartFlags,
  addTargetFlags,
  addTellingFlags,
  collect,
  formatOption,
  level,
  roleArn,
  positiveNumber,
  RUN_DEFAULTS,
  onlyOne,
  wholeNumber,
  type RunFlags,
} from "./run/run-flags.ts";
import type { RoundsFlags } from "./run/mutating/open-rounds.ts";
import { PROGRAM } from "./program-name.ts";
import { UsageError } from "./usage-error.ts";
import { toolVersion } from "./version.ts";

/** Takes the exit code of the command that was asked for. */
type Finish = (code: number) => void;

const KILL_MATRIX = ["--kill-matrix <file>", "selftest.json with the detection power to show"] as const;

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

function addJudgingCommands(root: Command, console: Console, finish: Finish): void {
  const run = root.command("run").description("send requests and judge the answers");
  addConfigFlags(addTellingFlags(addStartFlags(addRunFlags(run))).option(...KILL_MATRIX)).action(async () => {
    await layConfig(run, console);
    const flags = run.opts<RunCommandFlags>();
    const { runCommand } = await import("./commands/run.ts");
    finish(await runCommand(flags, console));
  });
  const plan = root.command("plan").description("what run would send, and what it costs; sends nothing");
  for (const add of [addTargetFlags, addAccountFlags, addCommandFlag, addSelectionFlags, addInputFlags, addPaceFlags])
    add(plan);
  addConfigFlags(plan.optionsGroup("Output:").option("--json", "as JSON")).action(async () => {
    await layConfig(plan, console);
    const flags = plan.opts<Partial<RunFlags> & PlanFlags>();
    const { planCommand } = await import("./commands/plan.ts");
    finish(await planCommand({ ...RUN_DEFAULTS, ...flags }, console));
  });
  addReplay(root, console, finish);
  addProxy(root, console, finish);
  addJudge(root, console, finish);
  addSweep(root, console, finish);
  addIamPolicy(root, console, finish);
}

/** What the config file says, below the flags; a file that was not named is told of. */
async function layConfig(command: Command, console: Console): Promise<void> {
  const { applyConfig } = await import("./config/apply-config.ts");
  const file = applyConfig(command);
  const { config, quiet } = command.opts<{ config?: string; quiet?: boolean }>();
  if (file !== undefined && typeof config !== "string" && quiet !== true) console.note(`Settings from ${file}`);
}

function addReplay(root: Command, console: Console, finish: Finish): void {
  const replay = root
    .command("replay")
    .description("send the requests of one case of a record again")
    .argument("<record>", "run.json or events.ndjson, or the folder of a run")
    .option("--case <id>", "id of the case, as the record and the report name it");
  for (const add of [addTargetFlags, addAccountFlags, addStartFlags, addPaceFlags, addPatienceFlags]) add(replay);
  addTellingFlags(addOutputFlags(replay))
    .optionsGroup("What is judged:")
    .option("--spec <spec>", "register-cluster, eks, or a file with a contract (default: that of the record)")
    .option("--strict", "an unmet SHOULD fails the run")
    .action(async (record: string, { case: id, ...flags }: ReplayRunFlags & Partial<ReplayFlags>) => {
      // Asked for here, since the parser would look for it before the record.
      if (id === undefined) throw new UsageError(`replay ${record}: give --case ID, as the report names it`);
      const { replayCommand } = await import("./commands/replay.ts");
      finish(
        await replayCommand(record, { ...flags, case: id }, { ...RUN_DEFAULTS, out: undefined, ...flags }, console),
      );
    });
}

function addProxy(root: Command, console: Console, finish: Finish): void {
  const proxy = root
    .command("proxy")
    .description("judge other people's traffic on its way to an endpoint")
    .argument("[command...]", "after --: what to run with AWS_ENDPOINT_URL_EKS set to the proxy; it ends with it")
    .option("--port <n>", "port to listen on (0: any free one)", wholeNumber(0, 65_535), 4568)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--allow-host <name>", "name by which clients know it, beside localhost; may be repeated", collect, [])
    .addOption(new Option("--ui", "show the traffic on a page as it comes").conflicts(["mutate", "variants", "faults"]))
    .optionsGroup("Target:")
    .option("--endpoint-url <url>", "endpoint to pass requests on to, base path included")
    .option("--ca <file>", "PEM file of certificates to trust (default: AWS_CA_BUNDLE, or the system's)");
  addMutationFlags(proxy);
  addTrafficFlags(proxy, "; with --mutate, --variants or --faults it is eks");
  addTellingFlags(addOutputFlags(addPatienceFlags(proxy), RUN_DEFAULTS.out)).action(
    async (command: string[], flags: Partial<RunFlags> & RoundsFlags) => {
      const own = { ...RUN_DEFAULTS, ...flags, command };
      if (flags.mutate !== undefined) {
        const { mutateCommand } = await import("./commands/mutate.ts");
        return finish(await mutateCommand(own, console));
      }
      if (flags.variants === true) {
        const { variantsCommand } = await import("./commands/variants.ts");
        return finish(await variantsCommand(own, console));
      }
      requireRounds(flags);
      if (flags.faults !== undefined) {
        const { faultsCommand } = await import("./commands/faults-on-demand.ts");
        return finish(await faultsCommand({ ...own, faults: flags.faults }, console));
      }
      const { proxyCommand } = await import("./commands/proxy.ts");
      finish(await proxyCommand(own, console));
    },
  );
}

function addJudge(root: Command, console: Console, finish: Finish): void {
  const judge = root
    .command("judge")
    .description("judge a recording: what was sent and answered before; sends nothing")
    .argument("<file>", "HAR 1.2, or a run.json or events.ndjson, or the folder of a run")
    .optionsGroup("Target:")
    .option("--endpoint-url <url>", "whose requests count, base path included (default: as the recording suggests)");
  addTellingFlags(addOutputFlags(addTrafficFlags(judge), RUN_DEFAULTS.out)).action(
    async (file: string, flags: Partial<RunFlags> & JudgeFlags) => {
      const { judgeCommand } = await import("./commands/judge.ts");
      finish(await judgeCommand(file, { ...RUN_DEFAULTS, ...flags }, console));
    },
  );
}

function addSweep(root: Command, console: Console, finish: Finish): void {
  const sweep = root
    .command("sweep")
    .description("deregister what a journal says may be left")
    .requiredOption("--journal <file>", "journal.ndjson of the run")
    .option("--foreign", "also what another user wrote down, or an older version")
    .option("--json", "as JSON");
  addPatienceFlags(addCredentialFlags(addTargetFlags(sweep)))
    .optionsGroup("How hard to push:")
    .option("--rps <n>", "maximum requests per second", positiveNumber)
    .action(async (flags: Partial<RunFlags> & SweepFlags) => {
      const { sweepCommand } = await import("./commands/sweep.ts");
      finish(await sweepCommand({ ...RUN_DEFAULTS, ...flags }, console));
    });
}

/** What is needed in an AWS account. */
function addIamPolicy(root: Command, console: Console, finish: Finish): void {
  root
    .command("iam-policy")
    .description("the minimal IAM policy for the caller of a run on AWS")
    .addOption(new Option("--read-only", "what a run with --read-only needs instead").conflicts("roleTrust"))
    .option("--role-trust", "the trust policy of the connector role instead")
    .option("--sandbox-account <id>", "only clusters and the role of this account", accountId)
    .option("--region <region>", "only this AWS Region")
    .option("--role-arn <arn>", "the connector role (default: AmazonEKSConnectorAgentRole)", roleArn)
    .action(async (flags: IamPolicyFlags) => {
      const { iamPolicyCommand } = await import("./commands/iam-policy.ts");
      finish(iamPolicyCommand(flags, console));
    });
}

function addReadingCommands(root: Command, console: Console, finish: Finish): void {
  root
    .command("report")
    .description("render records again; several of them as a matrix")
    .argument("<record...>", "run.json or events.ndjson, or folders of runs")
    .option("--out <dir>", "folder to write to (default: conformance-results)")
    .addOption(formatOption())
    .option("--site <dir>", "write a static site of the records' targets over time instead")
    .option("--spec <spec>", "contract that files of findings go by (default: the built-in one of the run)")
    .option("--label <name>", "with --site: what their target goes by; once for all records, or for each", collect, [])
    .option(...KILL_MATRIX)
    .action(async (records: string[], { site, ...flags }: ReportFlags & Partial<SiteFlags>) => {
      if (site === undefined && (flags.label ?? []).length > 0)
        throw new UsageError("--label names the targets of a --site: give that, too");
      if (site !== undefined) {
        const { siteCommand } = await import("./commands/site.ts");
        return finish(siteCommand(records, { ...flags, site }, console));
      }
      const { reportCommand } = await import("./commands/report.ts");
      finish(reportCommand(records, flags, console));
    });
  root
    .command("diff")
    .description("compare two records, or two scores of proxy --mutate; exit 1 on a regression")
    .argument("<before>", "run.json, events.ndjson or mutations.json, or the folder that it is in")
    .argument("<after>", "the same of another run")
    .option("--markdown", "as Markdown")
    .addOption(new Option("--json", "as JSON").conflicts("markdown"))
    .option("--html <file>", "also write it as a page")
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { diffCommand } = await import("./commands/diff.ts");
      finish(diffCommand(before, after, flags, console));
    });
  root
    .command("observe")
    .description("turn records of real EKS into observations, and print what they would change")
    .argument("<record...>", "run.json or events.ndjson, or folders of runs")
    .option("--source <text>", "where the records are kept in public")
    .option("--json", "as JSON")
    .action(async (records: string[], flags: ObserveFlags) => {
      const { observeCommand } = await import("./commands/observe.ts");
      finish(observeCommand(records, flags, console));
    });
}

/** What needs no endpoint and no record. */
function addReferenceCommands(root: Command, console: Console, finish: Finish): void {
  root
    .command("list")
    .description("the requirements, each with its source")
    .option("--spec <spec>", "register-cluster (the default), eks, or a file: OpenAPI 3.1, Smithy 2.0, botocore")
    .option("--select <glob>", "only requirements that match; may be repeated", collect, [])
    .option("--skip <glob>", "leave out requirements that match; may be repeated", collect, [])
    .option("--level <level>", "lowest level to list: must, should or info", level, "INFO")
    .option("--json", "as JSON")
    .action(async (flags: ListFlags) => {
      const { listCommand } = await import("./commands/list.ts");
      finish(listCommand(flags, console));
    });
  root
    .command("serve")
    .description("the reference server")
    .option(
      "--spec <spec>",
      "what is served: register-cluster, eks, or a file with a table beside it",
      "register-cluster",
    )
    .option("--port <n>", "port to listen on (0: any free one)", wholeNumber(0, 65_535), 4567)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--allow-host <name>", "name by which clients know it, beside localhost; may be repeated", collect, [])
    .option("--region <region>", "AWS Region to name in ARNs and signatures", "us-east-1")
    .option("--fault <id>", "switch on a seeded fault", onlyOne)
    .option("--faults", "list the seeded faults instead")
    .option("--drawn <n>", "switch on the fault drawn from this number", wholeNumber(0, 0xffffffff))
    .option("--variant <id>", "conform in another way", onlyOne)
    .option("--auth", "verify signatures against AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (default: test, test)")
    .option("--quota <n>", "registered clusters allowed at a time", wholeNumber(1, 1_000_000))
    .action(async (flags: ServeFlags) => {
      const { serveCommand } = await import("./commands/serve.ts");
      finish(await serveCommand(flags, console));
    });
  const selftest = root
    .command("selftest")
    .description("every seeded fault and conforming variant: does the suite tell them apart?");
  addSelftestFlags(selftest).action(async (flags: SelftestFlags & ServiceSelftestFlags) => {
    if (flags.spec !== "register-cluster") {
      const { selftestService } = await import("./commands/selftest-service.ts");
      return finish(await selftestService(flags, console));
    }
    const { selftestCommand } = await import("./commands/selftest.ts");
    finish(await selftestCommand(flags, console));
  });
  root
    .command("completion")
    .description("print a completion script for a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: Shell) => {
      const { completionScript } = await import("./completion/completion-script.ts");
      console.print(completionScript(shell, root));
      finish(0);
    });
}
