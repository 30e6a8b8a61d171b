import { Option, type Command } from "commander";
import { DEFAULT_FORMATS, FORMATS, FORMATS_ON_DEMAND, RUN_DEFAULTS } from "#cli/run/run-flags.ts";
import { feature } from "./features.ts";
import {
  accountId,
  collect,
  formats,
  level,
  nonEmpty,
  positiveNumber,
  roleArn,
  shard,
  wholeNumber,
} from "./flag-values.ts";

/** The flags of a run that say what is tested, how hard, what counts, and where it is written. */
export function addRunFlags(command: Command, { out = RUN_DEFAULTS.out }: { readonly out?: string } = {}): Command {
  addTargetFlags(command);
  addAccountFlags(command);
  addSelectionFlags(command);
  addInputFlags(command);
  addPaceFlags(command);
  addPatienceFlags(command);
  addJudgingFlags(command);
  return addOutputFlags(command, out).option(
    "--share <file>",
    "with --read-only: write what others can use of the record",
  );
}

export function addTargetFlags(command: Command): Command {
  return command
    .optionsGroup("Target:")
    .addOption(new Option("--endpoint-url <url>", "endpoint to test, base path included").conflicts("aws"))
    .option("--aws", "test real EKS in --region")
    .option("--region <region>", "AWS Region to sign for")
    .addOption(new Option("--kind <kind>", "kind of target").choices(["reference", "emulator", "aws"]))
    .option("--ca <file>", "PEM file of certificates to trust (default: AWS_CA_BUNDLE, or the system's)");
}

export function addAccountFlags(command: Command): Command {
  return addCredentialFlags(command).option("--role-arn <arn>", "connector role to register with", roleArn);
}

export function addCredentialFlags(command: Command): Command {
  return command
    .optionsGroup("Credentials and account:")
    .option("--profile <name>", "profile of AWS's config files, for credentials and endpoint", nonEmpty)
    .option("--no-sign", "send requests unsigned")
    .option("--sandbox-account <id>", "the one AWS account that the run may touch", accountId)
    .option("--allow-region <region>", "AWS Region that the run may touch; may be repeated", collect, []);
}

export function addSelectionFlags(command: Command): Command {
  return command
    .optionsGroup("What is judged:")
    .option("--spec <spec>", "register-cluster (the default), eks, or a file: OpenAPI 3.1, Smithy 2.0, botocore")
    .option("--read-only", "send GET alone: all of EKS, on AWS too (--spec eks is the default then)")
    .option("--describe-existing", "with --read-only: also describe some of what the account has")
    .option("--select <glob>", "only requirements that match; may be repeated", collect, [])
    .option("--skip <glob>", "leave out requirements that match; may be repeated", collect, [])
    .option("--level <level>", "lowest level to judge: must, should or info", level, "INFO")
    .option("--feature <name=state>", "what the target has: auth=required, quota=10; may be repeated", feature, {})
    .option("--shard <i/n>", "only the requirements of this share", shard)
    .option("--failed-from <record>", "only what did not pass in an earlier run.json");
}

export function addInputFlags(command: Command): Command {
  return command
    .optionsGroup("Inputs:")
    .option("--seed <n>", "seed of everything random (default: a new one each run)", wholeNumber(0, 0xffffffff))
    .option(
      "--cases <n>",
      "random inputs per constraint (default: 20; aws 1), of a whole service 1",
      wholeNumber(0, 1_000_000),
    );
}

export function addPaceFlags(command: Command): Command {
  return command
    .optionsGroup("How hard to push:")
    .option("--concurrency <n>", "requests in flight (default: 16; reference 32, aws 3)", wholeNumber(1, 1024))
    .option("--rps <n>", "maximum requests per second (default: no limit; aws 2)", positiveNumber)
    .option("--max-live <n>", "clusters alive at once (default: 8; reference 32, aws 3)", wholeNumber(1, 1024))
    .option(
      "--max-registrations <n>",
      "maximum successful registrations over the whole run (default: no limit; aws 80); not of a whole service",
      wholeNumber(1, 1_000_000_000),
    );
}

export function addPatienceFlags(command: Command): Command {
  return command
    .optionsGroup("How long to wait:")
    .option("--timeout-ms <n>", "time for one response (default: 10000)", wholeNumber(1, 3_600_000))
    .option(
      "--time-limit <seconds>",
      "time for sending; cleaning up and reports follow (default: no limit)",
      positiveNumber,
    );
}

export function addJudgingFlags(command: Command): Command {
  return command
    .optionsGroup("What counts:")
    .option("--expectations <file>", "known failures, with reasons")
    .option("--strict", "an unmet SHOULD fails the run")
    .option("--fail-fast", "stop at the first failure")
    .option("--like <record>", "compare answers with another target's run.json, case by case")
    .option("--like-must", "an answer unlike that of --like fails the run");
}

export function addOutputFlags(command: Command, out?: string): Command {
  return command
    .optionsGroup("Output:")
    .option("--out <dir>", "folder for record and reports", nonEmpty, out)
    .addOption(formatOption());
}

export function formatOption(): Option {
  const unasked = `all but ${FORMATS_ON_DEMAND.join(" and ")}`;
  return new Option("--format <list>", `comma-separated (default: ${unasked}): ${FORMATS.join(", ")}`)
    .argParser(formats)
    .default(DEFAULT_FORMATS);
}

/** How a target comes to be there. */
export function addStartFlags(command: Command): Command {
  return addCommandFlag(command).option(
    "--wait-for-target <seconds>",
    "how long to wait for the target's first answer",
    positiveNumber,
  );
}

/** A target that is started is none of ours, which is what a plan has to know of it. */
export function addCommandFlag(command: Command): Command {
  return command
    .optionsGroup("Starting the target:")
    .option("--command <line>", "program that starts the target; {port} stands for a free port", nonEmpty);
}

/** How the end is told. */
export function addTellingFlags(command: Command): Command {
  return command
    .optionsGroup("Output:")
    .option("--json", "print only the record on standard output")
    .option("--quiet", "print nothing if all is as expected, else one line per cause")
    .addOption(
      new Option("--verbose", "print all causes in full, what was not tested, and coverage").conflicts([
        "quiet",
        "json",
      ]),
    );
}
