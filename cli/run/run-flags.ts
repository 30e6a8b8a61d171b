import { InvalidArgumentError, Option, type Command } from "commander";
import type { OtherCaller } from "../../protocol/exchange.ts";
import type { Kind, Level } from "../../spec/requirement.ts";
import type { Features, FeatureState } from "../../suites/plan/kind-settings.ts";
import { RESULTS } from "../files/writing/results-folder.ts";

export const FORMATS = ["html", "json", "junit", "ctrf", "sarif", "markdown", "badge", "har", "codequality"] as const;
export type Format = (typeof FORMATS)[number];

/** What is written where `--format` is not given. */
export const DEFAULT_FORMATS: readonly Format[] = FORMATS.filter(
  (format) => format !== "har" && format !== "codequality",
);

/** The flags of `run`, parsed. RUN_DEFAULTS has the defaults of those that are always there. */
export interface RunFlags {
  /** Origin and base path of the target. Default: as AWS's variables and files say, else the embedded server. */
  readonly endpointUrl?: string;
  /** Tests real EKS in `region`; excludes `endpointUrl`. */
  readonly aws?: boolean;
  /** `register-cluster` (the default), `eks`, or a file with a contract. */
  readonly spec?: string;
  /** Sends GET alone, so that a whole service can be judged on AWS; `spec` is `eks` then, unless another one is given. */
  readonly readOnly?: boolean;
  /** With `readOnly`: also describes some of what the account has, whose names stand in the record as pseudonyms. */
  readonly describeExisting?: boolean;
  /** With `readOnly`: the file for the part of the record that others can use, with pseudonyms. */
  readonly share?: string;
  /** Region to sign for. Default: as AWS's variables and files say, else us-east-1. */
  readonly region?: string;
  /** Profile in AWS's config files that supplies credentials, Region and endpoint. Default: AWS_PROFILE. */
  readonly profile?: string;
  /** Kind of target. Default: as the endpoint suggests; `emulator` if it is neither AWS's nor embedded. */
  readonly kind?: Kind;
  /** Connector role to register with. Default: AmazonEKSConnectorAgentRole on AWS, a made-up one elsewhere. */
  readonly roleArn?: string;
  /** The one AWS account, twelve digits, that the run may touch; AWS's own endpoints are refused without it. */
  readonly sandboxAccount?: string;
  /** Regions of AWS that the run may touch. None: the one that `region` or AWS_REGION names. */
  readonly allowRegion: readonly string[];
  /** False sends requests unsigned. */
  readonly sign: boolean;
  /** PEM file of certificates to trust. Default: AWS_CA_BUNDLE or `ca_bundle`, else the system's. */
  readonly ca?: string;
  /** Globs of requirement ids to judge. None: all. */
  readonly select: readonly string[];
  /** Globs of requirement ids to leave out. */
  readonly skip: readonly string[];
  /** Lowest level to judge. */
  readonly level: Level;
  readonly feature: Features;
  /** An unmet SHOULD fails the run. */
  readonly strict?: boolean;
  /** Stops at the first failure. */
  readonly failFast?: boolean;
  /** Whole number that everything random comes from. Default: a new one for each run. */
  readonly seed?: number;
  /** Random inputs per constraint. Default for this and the next four: the kind's, see KIND_SETTINGS. */
  readonly cases?: number;
  /** Requests in flight at most. */
  readonly concurrency?: number;
  /** Requests in any one second at most. */
  readonly rps?: number;
  /** Clusters alive at once at most. */
  readonly maxLive?: number;
  /** Successful registrations over the whole run at most. */
  readonly maxRegistrations?: number;
  /** Milliseconds for one response. Default: 10 000. */
  readonly timeoutMs?: number;
  /** Seconds for all requests but those that clean up. Default: no limit. */
  readonly timeLimit?: number;
  /** YAML file with the known failures. */
  readonly expectations?: string;
  /** Only this share of the requirements; `index` counts from 1. */
  readonly shard?: { readonly index: number; readonly of: number };
  /** An earlier run.json: only what did not pass there is judged. */
  readonly failedFrom?: string;
  /** A run.json of another target: its cases are sent, and answers compared with its answers. */
  readonly like?: string;
  /** Answers that are unlike fail the run. */
  readonly likeMust?: boolean;
  /** Folder for the record and the reports. */
  readonly out: string;
  /** Reports to write. */
  readonly format: readonly Format[];
}

/** What a run goes by where no flag says otherwise. */
export const RUN_DEFAULTS = {
  allowRegion: [],
  sign: true,
  select: [],
  skip: [],
  level: "INFO",
  feature: {},
  out: RESULTS,
  format: DEFAULT_FORMATS,
} as const satisfies Partial<RunFlags>;

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
  return new Option("--format <list>", `comma-separated (default: all but the last two): ${FORMATS.join(", ")}`)
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

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** For a flag whose second value would silently take the place of the first. */
export function onlyOne(text: string, previous: string | undefined): string {
  if (previous !== undefined) throw new InvalidArgumentError(`Give one: ${previous} is given already.`);
  return text;
}

export function positiveNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number <= 0) throw new InvalidArgumentError("Give a number above 0.");
  return number;
}

function nonEmpty(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It must not be empty.");
  return text;
}

export function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError("Give the 12 digits of an AWS account.");
  return text;
}

export function roleArn(text: string): string {
  if (/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(text)) return text;
  throw new InvalidArgumentError(
    "Give the ARN of an IAM role, such as arn:aws:iam::111122223333:role/eks-connector-agent.",
  );
}

export function collect(glob: string, before: readonly string[]): readonly string[] {
  return [...before, nonEmpty(glob)];
}

export function level(text: string): Level {
  const upper = text.toUpperCase();
  if (upper === "MUST" || upper === "SHOULD" || upper === "INFO") return upper;
  throw new InvalidArgumentError("Give must, should or info.");
}

/**
 * What a target may have or lack, and in which words: checks of signatures, operations on tags, what takes many
 * clusters, callers to be refused.
 */
const FEATURES: Readonly<Record<string, RegExp>> = {
  auth: /^(required|absent|detect)$/,
  tags: /^(required|absent|detect)$/,
  quota: /^([1-9]\d{0,3}|absent)$/,
  "default-page": /^(required|absent)$/,
  "expired-token": /^absent$/,
  "no-permission": /^absent$/,
};
/** Features whose state is the name of a profile. */
const OF_CALLERS: readonly string[] = ["expired-token", "no-permission"] satisfies OtherCaller[];

function feature(text: string, before: Features): Features {
  const [name = "", profile = ""] = text.split(/=(.*)/s);
  const isCaller = OF_CALLERS.includes(name) && profile !== "absent" && profile.trim() !== "";
  return isCaller ? { ...before, [name]: { profile } } : featureOfTarget(text, before);
}

/** What a target has or lacks, whoever calls it. */
export function featureOfTarget(text: string, before: Features): Features {
  const [name = "", state = ""] = text.split(/=(.*)/s);
  if (!Object.hasOwn(FEATURES, name) || FEATURES[name]?.test(state) !== true) {
    const known =
      "auth or tags=required, absent or detect; quota=N; default-page=required; expired-token or no-permission=PROFILE";
    throw new InvalidArgumentError(`Give NAME=STATE: ${known}.`);
  }
  return { ...before, [name]: /^\d/.test(state) ? Number(state) : (state as FeatureState) };
}

function shard(text: string): { index: number; of: number } {
  const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of) {
    throw new InvalidArgumentError("Give I/N with I from 1 to N, such as 2/4.");
  }
  return { index, of };
}

function formats(text: string): readonly Format[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !(FORMATS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${FORMATS.join(", ")}.`);
  return names as Format[];
}
