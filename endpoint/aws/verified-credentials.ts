import type { Credentials } from "#protocol/signing/credentials.ts";
import { errorMessage } from "#spec/error-message.ts";
import { CredentialsError, type CredentialSource } from "./credentials.ts";

export interface VerifiedOptions {
  readonly source: CredentialSource;
  /** Access key ids known to belong to the right account. */
  readonly known: readonly string[];
  /** Rejects if the run may not use the credentials. */
  readonly verify: (credentials: Credentials) => Promise<unknown>;
}

/**
 * The same source, but credentials with a new access key id sign nothing before they have been verified: a refreshed
 * profile may lead to another account. Rejects with `CredentialsError` if it does.
 */
export function verifiedCredentials({ source, known, verify }: VerifiedOptions): CredentialSource {
  const verdicts = new Map<string, Promise<unknown>>(known.map((id) => [id, Promise.resolve()]));
  return async () => {
    const given = await source();
    const verdict = verdicts.get(given.accessKeyId) ?? verify(given);
    verdicts.set(given.accessKeyId, verdict);
    try {
      await verdict;
    } catch (error) {
      throw new CredentialsError(errorMessage(error), { cause: error });
    }
    return given;
  };
}
