import type { Credentials } from "../../protocol/credentials.ts";
import { classifyEndpoint } from "./classify-endpoint.ts";
import { errorMessage } from "../error-message.ts";
import type { Environment } from "./shared-config.ts";

/** Credentials to sign the next request with: at once while they are valid, a promise when they must be fetched again. */
export type CredentialSource = () => Credentials | Promise<Credentials>;

/** No credentials to sign with; the message is one line for the user. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}

export interface CredentialOptions {
  readonly profile?: string;
  /** The endpoint to be signed to: emulators near by take any credentials. */
  readonly endpoint: string;
  readonly region?: string;
  readonly env: Environment;
  /** Default: the whole chain of the AWS SDK. */
  readonly chain?: (profile: string | undefined, region: string | undefined) => Promise<() => Promise<Credentials>>;
}

/** What emulators are signed to with when the environment has no credentials. */
export const DUMMY_CREDENTIALS: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

export function fixedCredentials(credentials: Credentials): CredentialSource {
  return () => credentials;
}

/**
 * Finds credentials in the order of the AWS SDK: a profile that is named, then AWS_ACCESS_KEY_ID and its companions,
 * then the rest of the chain; for loopback and private endpoints the fixed dummy instead of that rest. Fetches them
 * once, so that what is missing shows now. Rejects with `CredentialsError`.
 */
export async function resolveCredentials(options: CredentialOptions): Promise<CredentialSource> {
  const { env, endpoint } = options;
  const profile = options.profile ?? env["AWS_PROFILE"];
  if (profile === undefined) {
    const fromEnvironment = environmentCredentials(env);
    if (fromEnvironment !== undefined) return fixedCredentials(fromEnvironment);
    const place = classifyEndpoint(endpoint);
    if (place === "loopback" || place === "private") return fixedCredentials(DUMMY_CREDENTIALS);
  }
  const provider = await (options.chain ?? sdkChain)(profile, options.region);
  return refreshing(() => fetched(provider, profile));
}

function environmentCredentials(env: Environment): Credentials | undefined {
  const accessKeyId = env["AWS_ACCESS_KEY_ID"] ?? "";
  const secretAccessKey = env["AWS_SECRET_ACCESS_KEY"] ?? "";
  if (accessKeyId === "" && secretAccessKey === "") return undefined;
  if (accessKeyId === "") throw new CredentialsError("AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not.");
  if (secretAccessKey === "") throw new CredentialsError("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not.");
  const sessionToken = env["AWS_SESSION_TOKEN"] ?? "";
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken === "" ? undefined : sessionToken };
}

/** Imported only when needed: it takes longer to load than all else. */
async function sdkChain(profile: string | undefined, region: string | undefined): Promise<() => Promise<Credentials>> {
  const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  return fromNodeProviderChain({
    profile,
    clientConfig: region === undefined ? undefined : { region },
  });
}

/** Credentials are fetched again this long before they expire, so that no request leaves with expired ones. */
const REFRESH_BEFORE_MS = 5 * 60_000;
/** Credentials that are short-lived from the start are not fetched again for every request. */
const REFRESH_EVERY_MS = 15_000;

/** Keeps what a provider gave while it is valid, and fetches anew before it ends: once, for all that wait for it. */
export async function refreshing(
  provider: () => Promise<Credentials>,
  now: () => number = Date.now,
): Promise<CredentialSource> {
  let current = await provider();
  let fetchedAt = now();
  let pending: Promise<Credentials> | undefined;
  const expiresIn = () => (current.expiration?.getTime() ?? Infinity) - now();
  const stale = () => expiresIn() <= REFRESH_BEFORE_MS && (expiresIn() <= 0 || now() - fetchedAt >= REFRESH_EVERY_MS);
  const refresh = async () => {
    fetchedAt = now();
    try {
      current = await provider();
    } catch (error) {
      if (expiresIn() <= 0) throw error;
    } finally {
      pending = undefined;
    }
    return current;
  };
  return () => {
    if (stale()) {
      pending ??= refresh();
      // Whoever waits for it sees the error; while the old ones hold, nobody does.
      pending.catch(() => undefined);
    }
    return pending !== undefined && expiresIn() <= 0 ? pending : current;
  };
}

async function fetched(provider: () => Promise<Credentials>, profile: string | undefined): Promise<Credentials> {
  try {
    return await provider();
  } catch (error) {
    const cause = errorMessage(error).replace(/\.?\s*$/, ".");
    throw new CredentialsError(
      `No AWS credentials${profile === undefined ? "" : ` for the profile ${profile}`}: ${cause} Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile in AWS_PROFILE, or send unsigned requests with --no-sign.`,
      { cause: error },
    );
  }
}
