import { type Command, Option } from "commander";
import { KILL_MATRIX } from "#cli/flags/selftest-flags.ts";
import type { IamPolicyFlags } from "#cli/commands/iam-policy.ts";
import type { JudgeFlags } from "#cli/commands/judge.ts";
import type { PlanFlags } from "#cli/commands/plan.ts";
import type { ReplayFlags, ReplayRunFlags } from "#cli/commands/replay.ts";
import type { RunCommandFlags } from "#cli/commands/run.ts";
import type { SweepFlags } from "#cli/commands/sweep.ts";
import { addConfigFlags } from "#cli/config/config-flags.ts";
import type { Console } from "#cli/console.ts";
import {
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
} from "#cli/flags/add-run-flags.ts";
import { accountId, collect, level, positiveNumber, roleArn, wholeNumber } from "#cli/flags/flag-values.ts";
import { addMutationFlags, requireRounds } from "#cli/flags/mutation-flags.ts";
import type { RoundsFlags } from "#cli/run/mutating/open-rounds.ts";
import { RUN_DEFAULTS, type RunFlags } from "#cli/run/run-flags.ts";
import { UsageError } from "#cli/usage-error.ts";
import type { Finish } from "./finish.ts";

/** The flags that say what of other people's traffic is judged, and what counts. `elsewhere`: where it is of another contract. */
function addTrafficFlags(command: Command, elsewhere = ""): Command {
  return command
    .optionsGroup("What is judged:")
    .option(
      "--spec <spec>",
      `register-cluster (the default${elsewhere}), eks, or a file: OpenAPI 3.1, Smithy 2.0, botocore`,
    )
    .option("--select <glob>", "only requirements that match; may be repeated", collect, [])
    .option("--skip <glob>", "leave out requirements that match; may be repeated", collect, [])
    .option("--level <level>", "lowest level to judge: must, should or info", level, "INFO")
    .optionsGroup("What counts:")
    .option("--expectations <file>", "known failures, with reasons")
    .option("--strict", "an unmet SHOULD fails the run");
}

/** What sends requests, or judges those that others send. */
export function addJudgingCommands(root: Command, console: Console, finish: Finish): void {
  const run = root.command("run").description("send requests and judge the answers");
  addConfigFlags(addTellingFlags(addStartFlags(addRunFlags(run))).option(...KILL_MATRIX)).action(async () => {
    await layConfig(run, console);
    const flags = run.opts<RunCommandFlags>();
    const { runCommand } = await import("#cli/commands/run.ts");
    finish(await runCommand(flags, console));
  });
  const plan = root.command("plan").description("what run would send, and what it costs; sends nothing");
  for (const add of [addTargetFlags, addAccountFlags, addCommandFlag, addSelectionFlags, addInputFlags, addPaceFlags])
    add(plan);
  addConfigFlags(plan.optionsGroup("Output:").option("--json", "as JSON")).action(async () => {
    await layConfig(plan, console);
    const flags = plan.opts<Partial<RunFlags> & PlanFlags>();
    const { planCommand } = await import("#cli/commands/plan.ts");
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
  const { applyConfig } = await import("#cli/config/apply-config.ts");
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
      const { replayCommand } = await import("#cli/commands/replay.ts");
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
        const { mutateCommand } = await import("#cli/commands/mutate.ts");
        return finish(await mutateCommand(own, console));
      }
      if (flags.variants === true) {
        const { variantsCommand } = await import("#cli/commands/variants.ts");
        return finish(await variantsCommand(own, console));
      }
      requireRounds(flags);
      if (flags.faults !== undefined) {
        const { faultsCommand } = await import("#cli/commands/faults-on-demand.ts");
        return finish(await faultsCommand({ ...own, faults: flags.faults }, console));
      }
      const { proxyCommand } = await import("#cli/commands/proxy.ts");
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
      const { judgeCommand } = await import("#cli/commands/judge.ts");
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
      const { sweepCommand } = await import("#cli/commands/sweep.ts");
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
      const { iamPolicyCommand } = await import("#cli/commands/iam-policy.ts");
      finish(iamPolicyCommand(flags, console));
    });
}
