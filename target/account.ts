import { answerText } from "./clean-up.ts";
import { CredentialsError, type CredentialSource } from "./credentials.ts";
import { validEndpoint } from "./endpoint.ts";
import type { WireRequest } from "./exchange.ts";
import { createHttpTarget, type HttpTargetOptions } from "./http-target.ts";
import type { Environment } from "./shared-config.ts";

/** The credentials are those of another account than the one the run may touch; the message is one line for the user. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

export interface AccountOptions extends Pick<HttpTargetOptions, "ca" | "connect" | "signal" | "clock"> {
  readonly region: string;
  readonly credentials: CredentialSource;
  readonly env: Environment;
}

/** STS's GetCallerIdentity, which needs no permission. */
const GET_CALLER_IDENTITY: WireRequest = {
  method: "POST",
  path: "/",
  headers: [["content-type", "application/x-www-form-urlencoded; charset=utf-8"]],
  body: Buffer.from("Action=GetCallerIdentity&Version=2011-06-15"),
};

/**
 * The twelve digits of the account that the credentials belong to, as STS in the region (or at AWS_ENDPOINT_URL_STS)
 * says. Rejects with `CredentialsError` when it does not say.
 */
export async function callerAccount(options: AccountOptions): Promise<string> {
  const { env, ...rest } = options;
  const endpoint = stsEndpoint(options.region, env);
  const target = createHttpTarget({ ...rest, endpoint, service: "sts", concurrency: 1 });
  try {
    const { last } = await target.send(GET_CALLER_IDENTITY);
    const text = Buffer.from(last.response?.body ?? []).toString();
    const account = /<Account>(\d{12})<\/Account>/.exec(text)?.[1];
    if (last.response?.status === 200 && account !== undefined) return account;
    throw new CredentialsError(`${endpoint} does not say whose the credentials are: it answered ${answerText(last)}.`);
  } finally {
    await target.close();
  }
}

/** Rejects with `SandboxError` unless the credentials are those of the account that the run may touch. */
export async function requireAccount(expected: string, options: AccountOptions): Promise<void> {
  const actual = await callerAccount(options);
  if (actual === expected) return;
  throw new SandboxError(
    `The credentials belong to the account ${actual}, not to ${expected}. Use those of the sandbox account, or name another with --sandbox-account.`,
  );
}

function stsEndpoint(region: string, env: Environment): string {
  const configured = env["AWS_ENDPOINT_URL_STS"] ?? "";
  if (configured !== "") return validEndpoint(configured, "AWS_ENDPOINT_URL_STS");
  return `https://sts.${region}.${region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com"}`;
}
