import { describeReply } from "../../protocol/describe-reply.ts";
import { readReply } from "../../protocol/reply.ts";
import { CredentialsError, type CredentialSource } from "./credentials.ts";
import { validEndpoint } from "./resolve-endpoint.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { createHttpTarget, type HttpTargetOptions } from "../sending/http-target.ts";
import type { Environment } from "./shared-config.ts";

/** The credentials are not those the run may use; the message is one line for the user. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

export interface AccountOptions extends Pick<HttpTargetOptions, "ca" | "connect" | "signal" | "clock" | "seen"> {
  readonly region: string;
  readonly credentials: CredentialSource;
  readonly env: Environment;
}

/** Whose credentials they are, as STS says. */
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

/**
 * Asks STS in the region (or at AWS_ENDPOINT_URL_STS) whose the credentials are. Rejects with `CredentialsError` when
 * it does not say.
 */
export async function callerIdentity(options: AccountOptions): Promise<CallerIdentity> {
  const { env, ...rest } = options;
  const endpoint = stsEndpoint(options.region, env);
  const target = createHttpTarget({ ...rest, endpoint, service: "sts", concurrency: 1 });
  try {
    const delivery = await target.send(GET_CALLER_IDENTITY);
    const { last } = delivery;
    const text = Buffer.from(last.response?.body ?? []).toString();
    const account = /<Account>(\d{12})<\/Account>/.exec(text)?.[1];
    const arn = /<Arn>(arn:[^<\s]+)<\/Arn>/.exec(text)?.[1];
    if (last.response?.status === 200 && account !== undefined && arn !== undefined) return { account, arn };
    throw new CredentialsError(
      `${endpoint} does not say whose the credentials are: it answered ${describeReply(readReply(delivery))}.`,
    );
  } finally {
    await target.close();
  }
}

/**
 * Who the caller is; rejects with `SandboxError` unless it is of the account that the run may touch, and not its root
 * user.
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

/** Where whose credentials they are is asked. Throws `EndpointError`. */
export function stsEndpoint(region: string, env: Environment): string {
  const configured = env["AWS_ENDPOINT_URL_STS"] ?? "";
  if (configured !== "") return validEndpoint(configured, "AWS_ENDPOINT_URL_STS");
  return `https://sts.${region}.${dnsSuffixes(region)[0]}`;
}

/** STS itself, of the Region's own partition and over TLS: what else answers may say anything. */
export function isStsOf(region: string, endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  const hosts = dnsSuffixes(region).flatMap((suffix) => [`sts.${region}.${suffix}`, `sts-fips.${region}.${suffix}`]);
  const isGlobal = hostname === "sts.amazonaws.com" && dnsSuffixes(region) === COMMERCIAL;
  return protocol === "https:" && (isGlobal || hosts.includes(hostname));
}

const COMMERCIAL = ["amazonaws.com", "api.aws"] as const;

/** DNS suffixes of the partitions by the beginning of their Regions' names, plain ones first. */
const PARTITIONS: readonly (readonly [prefix: string, suffixes: readonly [string, ...string[]]])[] = [
  ["cn-", ["amazonaws.com.cn", "api.amazonwebservices.com.cn"]],
  ["us-iso-", ["c2s.ic.gov"]],
  ["us-isob-", ["sc2s.sgov.gov"]],
  ["us-isof-", ["csp.hci.ic.gov"]],
  ["eu-isoe-", ["cloud.adc-e.uk"]],
  ["eusc-", ["amazonaws.eu", "api.amazonwebservices.eu"]],
];

function dnsSuffixes(region: string): readonly [string, ...string[]] {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? COMMERCIAL;
}
