import type { Credentials } from "#protocol/signing/credentials.ts";
import { classifyEndpoint } from "./classify-endpoint.ts";
import { errorMessage } from "#spec/error-message.ts";
import { sdkRequests } from "./sdk-requests.ts";
import { namedProfile } from "./settings.ts";
import type { Environment } from "./shared-config.ts";

/**
 * Credentials to sign the next request with: returned at once while they are valid, as a promise if they must be
 * fetched again.
 */
export type CredentialSource = () => Credentials | Promise<Credentials>;

/** No credentials to sign with; the message is one line for the user. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}

export interface CredentialOptions {
  readonly profile?: string;
  /** The endpoint that requests are signed for: local emulators accept any credentials. */
  readonly endpoint: string;
  readonly region?: string;
  readonly env: Environment;
  /** Dummy credentials will not do, wherever the endpoint is. */
  readonly real?: boolean;
  /** PEM certificates that the providers' own requests trust instead of the system's. */
  readonly ca?: string;
  /** Default: the providers of the AWS SDK. */
  readonly chain?: (options: CredentialOptions) => Promise<() => Promise<Credentials>>;
}

export interface ResolvedCredentials {
  readonly source: CredentialSource;
  /** Why the configured credentials are not used, in a sentence. */
  readonly replaced?: string;
}

/** Used to sign requests to emulators if the environment has no credentials. */
export const DUMMY_CREDENTIALS: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

export function fixedCredentials(credentials: Credentials): CredentialSource {
  return () => credentials;
}

/**
 * Finds credentials in the order of the AWS SDK: a named profile, then AWS_ACCESS_KEY_ID and its companions, then the
 * rest of the chain. Loopback and private endpoints need none: there, a fixed dummy replaces that rest, and configured
 * credentials that cannot be loaded. Fetches them once, so that problems show now. Rejects with `CredentialsError`.
 */
export async function resolveCredentials(options: CredentialOptions): Promise<ResolvedCredentials> {
  const { real = false, endpoint } = options;
  const reach = classifyEndpoint(endpoint);
  if (real || (reach !== "loopback" && reach !== "private")) return { source: await configured(options) };
  try {
    return { source: await configured({ ...options, chain: nearBy(options) }) };
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    return { source: fixedCredentials(DUMMY_CREDENTIALS), replaced: error.message };
  }
}

/** For an emulator, no instance or container is asked for credentials; but a named profile may lead anywhere. */
function nearBy({ profile, env, chain = sdkChain }: CredentialOptions): typeof chain {
  const isNamed = (profile ?? namedProfile(env)) !== undefined;
  return isNamed ? chain : () => Promise.resolve(() => Promise.resolve(DUMMY_CREDENTIALS));
}

async function configured(options: CredentialOptions): Promise<CredentialSource> {
  const { env, chain = sdkChain } = options;
  const profile = options.profile ?? namedProfile(env);
  if (profile === undefined) {
    const fromEnvironment = environmentCredentials(env);
    if (fromEnvironment !== undefined) return fixedCredentials(fromEnvironment);
  }
  const provider = await chain({ ...options, profile });
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

/**
 * Only the named profile: if it does not exist, an instance's role must not take its place, since that would be a
 * different caller. Imported only when needed, since it takes long to load.
 */
async function sdkChain({ profile, region, env, ca }: CredentialOptions): Promise<() => Promise<Credentials>> {
  silenceSdk();
  const { fromIni, fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  const requestHandler = sdkRequests({ env, ca });
  const init = {
    profile,
    // Not every client takes this Region: single sign-on has one of its own.
    clientConfig: { requestHandler },
    parentClientConfig: { requestHandler, region },
  };
  return profile === undefined ? fromNodeProviderChain(init) : fromIni(init);
}

/** Which versions of Node.js the SDK will drop one day is nothing that whoever runs this tool can act on. */
function silenceSdk(): void {
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
}

/** Credentials are fetched again this long before they expire, so that no request is sent with expired ones. */
const REFRESH_BEFORE_MS = 5 * 60_000;
/** Credentials with a very short life are kept at least this long, and not fetched again for every request. */
const REFRESH_EVERY_MS = 15_000;

/**
 * Keeps a provider's credentials while they are valid, and fetches new ones before they expire: once, for all who wait.
 */
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
      // Whoever waits for the new ones sees the error; while the old ones are valid, nobody waits.
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
