import {
  isStsOf,
  requireAccount,
  SandboxError,
  stsEndpoint,
  type AccountOptions,
  type CallerIdentity,
} from "#endpoint/aws/account.ts";
import { awsRegionOf, classifyEndpoint } from "#endpoint/aws/classify-endpoint.ts";
import { CredentialsError } from "#endpoint/aws/credentials.ts";
import { EndpointError } from "#endpoint/aws/endpoint-error.ts";
import type { AwsSettings } from "#endpoint/aws/settings.ts";
import type { Environment } from "#endpoint/aws/shared-config.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { InconclusiveError, UsageError } from "#cli/usage-error.ts";

export interface GuardedPlace {
  readonly endpoint: string;
  readonly region: string;
  /** What named the endpoint: a flag, a variable, or a setting of the config file. */
  readonly source: string;
}

type GuardFlags = Pick<RunFlags, "sandboxAccount" | "allowRegion" | "sign" | "region" | "kind">;

/**
 * The account that the credentials must turn out to be of before anything is sent to this endpoint, or undefined when
 * nothing is at stake there. Opens no connection. Throws `UsageError` for a place that the run may not touch at all.
 *
 * At stake is AWS itself, whatever named it; any host not on this machine that is run as `--kind aws`, since a
 * private name may lead to AWS; and whatever the user guards with --sandbox-account.
 */
export function requiredAccount(place: GuardedPlace, flags: GuardFlags, env: Environment): string | undefined {
  const { endpoint, source } = place;
  const where = classifyEndpoint(endpoint);
  if (!isAwsAtStake(endpoint, flags) && flags.sandboxAccount === undefined) return undefined;
  if (flags.sandboxAccount === undefined) {
    throw new UsageError(
      `${source} leads to ${endpoint}, which is real AWS or may be: name the one account that the run may touch with --sandbox-account.`,
    );
  }
  if (!flags.sign) {
    throw new UsageError(
      `--no-sign leaves no credentials to prove that ${endpoint} is used with the account ${flags.sandboxAccount}: leave it out.`,
    );
  }
  if (where === "aws") requireAwsPlace(place, flags);
  requireRegion(place, flags, where === "aws" ? (flags.region ?? env["AWS_REGION"]) : place.region);
  return flags.sandboxAccount;
}

/** Flags or the endpoint say that a run goes to AWS. Nothing is looked up for it. */
export function leadsToAws({ aws, kind }: Pick<RunFlags, "aws" | "kind">, endpoint: string | undefined): boolean {
  return aws === true || kind === "aws" || isAwsHost(endpoint);
}

function isAwsHost(endpoint: string | undefined): boolean {
  return endpoint !== undefined && URL.canParse(endpoint) && classifyEndpoint(endpoint) === "aws";
}

/**
 * Throws `UsageError` where a whole service would be tested on AWS, unless it is only read: its resources cost money
 * there. Nothing is looked up for it, and no credentials are read.
 */
export function requireOffAws(
  flags: Pick<RunFlags, "aws" | "kind" | "spec" | "readOnly">,
  endpoint: string | undefined,
): void {
  if (flags.readOnly === true || !leadsToAws(flags, endpoint)) return;
  throw new UsageError(
    `--spec ${flags.spec ?? ""} creates resources that cost money, so it does not run on AWS${isAwsHost(endpoint) ? ` (${endpoint})` : ""}: give the endpoint of an emulator, add --read-only to send nothing but GET, or leave out --spec to test RegisterCluster there`,
  );
}

/** AWS itself, or a name that may lead to it. */
export function isAwsAtStake(endpoint: string, { kind }: Pick<GuardFlags, "kind">): boolean {
  const where = classifyEndpoint(endpoint);
  return where === "aws" || (kind === "aws" && where !== "loopback");
}

/** The host, not the flag, decides which Region is changed. */
function requireAwsPlace({ endpoint, region, source }: GuardedPlace, { kind = "aws" }: GuardFlags): void {
  const inHost = awsRegionOf(endpoint);
  if (kind !== "aws") {
    throw new UsageError(`--kind ${kind} has none of the limits that AWS needs (${endpoint}): leave it out.`);
  }
  if (!endpoint.startsWith("https:")) {
    throw new UsageError(`${source} leads to AWS without TLS (${endpoint}): start it with https://.`);
  }
  if (inHost === undefined) {
    throw new UsageError(
      `${source} leads to ${endpoint}, which names no Region: give an endpoint like https://eks.eu-west-1.amazonaws.com.`,
    );
  }
  if (inHost !== region) {
    throw new UsageError(
      `${source} leads to the Region ${inHost}, but --region or AWS_REGION says ${region}: make them agree.`,
    );
  }
}

/** Without --allow-region, the one Region allowed is the one that the user named. */
function requireRegion({ region, endpoint }: GuardedPlace, { allowRegion }: GuardFlags, named?: string): void {
  if (allowRegion.length > 0) {
    if (allowRegion.includes(region)) return;
    throw new UsageError(`The Region ${region} is not among those of --allow-region (${allowRegion.join(", ")}).`);
  }
  if (named === region) return;
  throw new UsageError(
    `Nothing says that the Region ${region} of ${endpoint} may be touched: name it with --region, AWS_REGION or --allow-region.`,
  );
}

/**
 * The address of the STS that says whose credentials are. Rejects with `UsageError` where it is not AWS's own while AWS
 * is at stake: anybody else may say anything, and would get to see a session token.
 */
export async function vouchingSts(
  { endpoint, region }: Pick<GuardedPlace, "endpoint" | "region">,
  flags: Pick<GuardFlags, "kind">,
  settings: AwsSettings,
): Promise<string> {
  const own = isAwsAtStake(endpoint, flags);
  const sts = await asUsage(() => stsEndpoint({ region, settings, own }));
  if (!own || (await asUsage(() => isStsOf(region, sts)))) return sts;
  throw new UsageError(
    `${sts} is configured as STS but is not the STS of ${region}'s partition over https, so it cannot say whose account ${endpoint} will change: unset AWS_ENDPOINT_URL_STS, or endpoint_url of sts in the config file.`,
  );
}

/**
 * Asks STS with the run's own credentials. Rejects with `UsageError` when they are another account's or the root user's;
 * with `InconclusiveError` when STS does not say.
 */
export function verifyAccount(expected: string, options: AccountOptions): Promise<CallerIdentity> {
  return verifyWithSts(() => requireAccount(expected, options));
}

/**
 * What STS has to say of credentials. Rejects with `UsageError` where they are not those they must be; with
 * `InconclusiveError` when STS does not say.
 */
export async function verifyWithSts<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await asUsage(ask);
  } catch (error) {
    if (error instanceof SandboxError) throw new UsageError(error.message);
    if (error instanceof CredentialsError) throw new InconclusiveError(error.message);
    throw error;
  }
}

/** What is wrong with an endpoint, a Region, a bundle or a proxy is for the user to mend. */
export async function asUsage<Result>(ask: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof EndpointError) throw new UsageError(error.message);
    throw error;
  }
}

/** All but the last four digits hidden. */
export function maskedAccount(account: string): string {
  return account.slice(-4).padStart(account.length, "*");
}
