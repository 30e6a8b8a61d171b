import { describeReply } from "#protocol/answers/describe-reply.ts";
import { readReply } from "#protocol/answers/reply.ts";
import { CredentialsError, type CredentialSource } from "./credentials.ts";
import { awsEndpoint } from "./endpoint-of-region.ts";
import { partitionOf } from "./partitions.ts";
import { validEndpoint } from "./resolve-endpoint.ts";
import { configuredEndpoint, endpointOfService, endpointVariant, type AwsSettings } from "./settings.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { createHttpTarget, type HttpTargetOptions } from "#endpoint/sending/http-target.ts";

/** The credentials are not those the run may use; the message is one line for the user. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

export interface AccountOptions extends Pick<
  HttpTargetOptions,
  "ca" | "env" | "connect" | "signal" | "clock" | "seen"
> {
  readonly region: string;
  readonly credentials: CredentialSource;
  /** STS's address, as `stsEndpoint` finds it. */
  readonly sts: string;
}

/** Whose credentials they are, according to STS. */
export interface CallerIdentity {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
}

/** STS's GetCallerIdentity, which needs no permission. */
const GET_CALLER_IDENTITY: WireRequest = {
  method: "POST",
  path: "/",
  headers: [["content-type", "application/x-www-form-urlencoded; charset=utf-8"]],
  body: Buffer.from("Action=GetCallerIdentity&Version=2011-06-15"),
};

/** Asks STS whose the credentials are. Rejects with `CredentialsError` if it does not say. */
export async function callerIdentity(options: AccountOptions): Promise<CallerIdentity> {
  const said = await askSts(options);
  const account = /<Account>(\d{12})<\/Account>/.exec(said.text)?.[1];
  const arn = /<Arn>(arn:[^<\s]+)<\/Arn>/.exec(said.text)?.[1];
  if (said.status === 200 && account !== undefined && arn !== undefined) return { account, arn };
  throw new CredentialsError(`${options.sts} does not say whose the credentials are: it answered ${said.words}.`);
}

/**
 * Rejects with `SandboxError` unless STS refuses the credentials as expired: expired ones can change nothing anywhere.
 * Rejects with `CredentialsError` if STS does not say.
 */
export async function requireExpired(options: AccountOptions): Promise<void> {
  const said = await askSts(options);
  if (said.status >= 400 && said.status < 500 && /<Code>ExpiredToken(Exception)?<\/Code>/.test(said.text)) return;
  if (said.status === 200) {
    throw new SandboxError(
      "The credentials handed over as expired still hold: STS says whose they are. Use older ones.",
    );
  }
  throw new CredentialsError(
    `${options.sts} does not say that the credentials have expired: it answered ${said.words}.`,
  );
}

async function askSts({
  sts: endpoint,
  ...rest
}: AccountOptions): Promise<{ readonly status: number; readonly text: string; readonly words: string }> {
  const target = createHttpTarget({ ...rest, endpoint, service: "sts", concurrency: 1 });
  try {
    const delivery = await target.send(GET_CALLER_IDENTITY);
    const text = Buffer.from(delivery.last.response?.body ?? []).toString();
    return { status: delivery.last.response?.status ?? 0, text, words: describeReply(readReply(delivery)) };
  } finally {
    await target.close();
  }
}

/**
 * Who the caller is. Rejects with `SandboxError` unless the caller belongs to the account that the run may touch, and
 * is not its root user.
 */
export async function requireAccount(expected: string, options: AccountOptions): Promise<CallerIdentity> {
  const identity = await callerIdentity(options);
  if (identity.account !== expected) {
    throw new SandboxError(
      `The credentials belong to the account ${identity.account}, not to ${expected}. Use those of the sandbox account, or name another with --sandbox-account.`,
    );
  }
  if (isRoot(identity)) {
    throw new SandboxError(
      `The credentials are those of the root user of ${expected}, which may do anything. Use a role with the policy that \`eks-conformance iam-policy\` prints.`,
    );
  }
  return identity;
}

/** `arn:aws:iam::ACCOUNT:root`, and the sessions of sts:AssumeRoot. A role or user that is called root is neither. */
function isRoot({ arn }: CallerIdentity): boolean {
  return /^(assumed-)?root(\/|$)/.test(arn.split(":").slice(5).join(":"));
}

export interface StsOptions {
  readonly region: string;
  readonly settings: AwsSettings;
  /**
   * Uses AWS's own STS, unless an endpoint is configured for STS by name: one for all services is assumed to be an
   * emulator's.
   */
  readonly own: boolean;
}

/** The endpoint of STS, which is asked whose the credentials are. Rejects with `EndpointError`. */
export async function stsEndpoint({ region, settings, own }: StsOptions): Promise<string> {
  const configured = own ? endpointOfService(settings, "sts") : configuredEndpoint(settings, "sts");
  if (configured !== undefined) return validEndpoint(configured.url, configured.source);
  return awsEndpoint("sts", region, endpointVariant(settings));
}

/** Whether this is STS itself, in the Region's own partition and over TLS: anything else could answer as it likes. */
export async function isStsOf(region: string, endpoint: string): Promise<boolean> {
  const variants = [false, true].flatMap((fips) => [false, true].map((dualStack) => ({ fips, dualStack })));
  const own = await Promise.all(variants.map((variant) => awsEndpoint("sts", region, variant)));
  const isGlobal = endpoint === "https://sts.amazonaws.com" && partitionOf(region).id === "aws";
  return isGlobal || own.includes(endpoint);
}
