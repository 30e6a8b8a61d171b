import type { AccountOptions, CallerIdentity } from "#endpoint/aws/account.ts";
import { type CredentialSource, fixedCredentials } from "#endpoint/aws/credentials.ts";
import { verifiedCredentials } from "#endpoint/aws/verified-credentials.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { Credentials } from "#protocol/signing/credentials.ts";
import { verifyAccount } from "#cli/run/target/sandbox-guard.ts";
import { credentialsWithinTime, type TimeGiven } from "./credentials-within-time.ts";

export interface VerifyOptions extends AccountOptions {
  readonly redactor: Redactor;
}

/** The same credentials, of which none signs before STS has said that they are of the account; and who they are of. */
export async function verifiedAs(
  account: string,
  time: TimeGiven,
  { redactor, ...options }: VerifyOptions,
): Promise<CallerIdentity & { readonly credentials: CredentialSource }> {
  const verify = (given: Credentials) =>
    withRedactedErrors(redactor, () =>
      verifyAccount(account, { ...options, seen: redactor.learn, credentials: fixedCredentials(given) }),
    );
  const source = options.credentials;
  const first = await source();
  const identity = await credentialsWithinTime(verify(first), time);
  return { ...identity, credentials: verifiedCredentials({ source, known: [first.accessKeyId], verify }) };
}

/** What STS answers may say again what it was told. */
export async function withRedactedErrors<Result>({ text }: Redactor, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error) error.message = text(error.message);
    throw error;
  }
}
