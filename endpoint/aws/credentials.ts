import type { Credentials } from "../../protocol/signing/credentials.ts";
import { classifyEndpoint } from "./classify-endpoint.ts";
import { errorMessage } from "../error-message.ts";
import { sdkRequests } from "./sdk-requests.ts";
import { namedProfile } from "./settings.ts";
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
  /** They must be somebody's, wherever the endpoint is. */
  readonly real?: boolean;
  /** PEM certificates that the providers' own requests trust instead of the system's. */
  readonly ca?: string;
  /** Default: the providers of the AWS SDK. */
  readonly chain?: (options: CredentialOptions) => Promise<() => Promise<Credentials>>;
}

export interface ResolvedCredentials {
  readonly source: CredentialSource;
  /** Why the ones that are configured are not used, in a sentence. */
  readonly replaced?: string;
}

/** What emulators are signed to with when the environment has no credentials. */
export const DUMMY_CREDENTIALS: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

export function fixedCredentials(credentials: Credentials): CredentialSource {
  return () => credentials;
}

/**
 * Finds credentials in the order of the AWS SDK: a profile that is named, then AWS_ACCESS_KEY_ID and its companions,
 * then the rest of the chain. Loopback and private endpoints need none: the fixed dummy stands for that rest, and for
 * what is configured and cannot be had. Fetches them once, so that what is missing shows now. Rejects with
 * `CredentialsError`.
 */
export async function resolveCredentials(options: CredentialOptions): Promise<ResolvedCredentials> {
  const { real = false, endpoint } = options;
  const place = classifyEndpoint(endpoint);
  if (real || (place !== "loopback" && place !== "private")) return { source: await configured(options) };
  try {
    return { source: await configured({ ...options, chain: nearBy(options) }) };
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    return { source: fixedCredentials(DUMMY_CREDENTIALS), replaced: error.message };
  }
}

/** No instance or container is asked on an emulator's behalf; a profile that is named may lead anywhere. */
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
 * A profile that is named, and nothing else: an instance's role in the place of a profile that is not there would be
 * somebody else. Imported only when needed: it takes long to load.
 */
async function sdkChain({ profile, region, env, ca }: CredentialOptions): Promise<() => Promise<Credentials>> {
  silenceSdk();
  const { fromIni, fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  const requestHandler = sdkRequests({ env, ca });
  const init = {
    profile,
    // The Region is no setting of every client: single sign-on has one of its own.
    clientConfig: { requestHandler },
    parentClientConfig: { requestHandler, region },
  };
  return profile === undefined ? fromNodeProviderChain(init) : fromIni(init);
}

/** Which versions of Node.js the SDK will drop one day is nothing that whoever runs this tool can act on. */
function silenceSdk(): void {
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
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
