import { requireExpired } from "#endpoint/aws/account.ts";
import {
  CredentialsError,
  type CredentialOptions,
  type CredentialSource,
  fixedCredentials,
  resolveCredentials,
} from "#endpoint/aws/credentials.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { OtherCallers } from "#endpoint/signing/signer.ts";
import type { Credentials } from "#protocol/signing/credentials.ts";
import type { OtherCaller } from "#protocol/exchange.ts";
import { callerProfile, type Features } from "#suites/plan/target-kind-settings.ts";
import { UsageError } from "#cli/usage-error.ts";
import { verifyWithSts } from "#cli/run/target/sandbox-guard.ts";
import { noted } from "./noted-credentials.ts";
import { verifiedAs, type VerifyOptions, withRedactedErrors } from "./verified-caller.ts";
import { credentialsWithinTime, type TimeGiven } from "./credentials-within-time.ts";

export interface OtherCallersOptions extends Omit<CredentialOptions, "profile" | "real"> {
  readonly features: Features;
  /** The run's own credentials; undefined where it signs nothing. */
  readonly own: CredentialSource | undefined;
  /** Knows what must not be seen in any output. */
  readonly redactor: Redactor;
  readonly time: TimeGiven;
  /** What is at stake, and how STS is asked; undefined where nothing is. */
  readonly guarded: { readonly account: string; readonly sts: Omit<VerifyOptions, "credentials"> } | undefined;
}

/** Credentials of somebody else, and the feature that handed them over. */
interface HandedOver {
  readonly flag: string;
  readonly source: CredentialSource;
  readonly first: Credentials;
}

/**
 * Who is to be refused, by the profiles that features name. Where AWS is at stake nobody of them signs before STS has
 * been asked: one without the permission must be of the run's account, and a token must have expired. Rejects with
 * `UsageError` for credentials that are not what they are handed over as.
 */
export async function otherCallersFor(options: OtherCallersOptions): Promise<OtherCallers> {
  const expired = await handedOver("expired-token", options);
  const denied = await handedOver("no-permission", options);
  return {
    ...(expired === undefined ? {} : { "expired-token": await expiredCaller(expired, options) }),
    ...(denied === undefined ? {} : { "no-permission": await deniedCaller(denied, options) }),
  };
}

async function handedOver(caller: OtherCaller, options: OtherCallersOptions): Promise<HandedOver | undefined> {
  const { features, own, redactor, time } = options;
  const profile = callerProfile(features, caller);
  if (profile === undefined) return undefined;
  const flag = `--feature ${caller}=${profile}`;
  if (own === undefined) throw new UsageError(`${flag} is about signatures, and --no-sign makes none: leave one out.`);
  try {
    const found = await credentialsWithinTime(resolveCredentials({ ...options, profile, real: true }), time);
    const source = noted(found.source, redactor);
    const first = await source();
    if (first.accessKeyId !== (await own()).accessKeyId) return { flag, source, first };
  } catch (error) {
    if (error instanceof CredentialsError) throw new UsageError(`${flag}: ${error.message}`);
    throw error;
  }
  throw new UsageError(`${flag}: these are the credentials that the run itself signs with; name another profile.`);
}

/** The very credentials that were looked at, since what is fetched once more might hold. */
async function expiredCaller({ flag, first }: HandedOver, options: OtherCallersOptions): Promise<CredentialSource> {
  if (first.sessionToken === undefined) {
    throw new UsageError(`${flag}: the profile has no aws_session_token, so none can have expired.`);
  }
  const credentials = fixedCredentials(first);
  const { guarded, time } = options;
  if (guarded !== undefined) {
    const { redactor, ...sts } = guarded.sts;
    const ask = (): Promise<void> => requireExpired({ ...sts, seen: redactor.learn, credentials });
    await credentialsWithinTime(
      withRedactedErrors(redactor, () => verifyWithSts(ask)),
      time,
    );
  }
  return credentials;
}

async function deniedCaller({ source }: HandedOver, { guarded, time }: OtherCallersOptions): Promise<CredentialSource> {
  if (guarded === undefined) return source;
  const { credentials } = await verifiedAs(guarded.account, time, { ...guarded.sts, credentials: source });
  return credentials;
}
