import type { Kind, Level } from "#spec/requirement.ts";
import type { Features } from "#suites/plan/target-kind-settings.ts";
import { RESULTS } from "#cli/files/writing/results-folder.ts";

export const FORMATS = ["html", "json", "junit", "ctrf", "sarif", "markdown", "badge", "har", "codequality"] as const;
export type Format = (typeof FORMATS)[number];

/** Written where `--format` asks for them, and not otherwise. */
export const FORMATS_ON_DEMAND: readonly Format[] = ["har", "codequality"];

/** What is written where `--format` is not given. */
export const DEFAULT_FORMATS: readonly Format[] = FORMATS.filter((format) => !FORMATS_ON_DEMAND.includes(format));

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
