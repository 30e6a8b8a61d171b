import type { Credentials } from "../../protocol/signing/credentials.ts";
import { errorMessage } from "../error-message.ts";
import { CredentialsError, type CredentialSource } from "./credentials.ts";

export interface VerifiedOptions {
  readonly source: CredentialSource;
  /** Access key ids known to be of the right account. */
  readonly known: readonly string[];
  /** Rejects where credentials are not those that the run may use. */
  readonly verify: (credentials: Credentials) => Promise<unknown>;
}

/**
 * The same source, but credentials under a new access key id sign nothing before they were verified: a profile that is
 * refreshed may lead to another account. Rejects with `CredentialsError` where they do.
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
