import type { CredentialSource } from "#endpoint/aws/credentials.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { Credentials } from "#protocol/signing/credentials.ts";

/** The same source; the values that it gives out are kept out of every output before they are used. */
export function noted(source: CredentialSource, { keep }: Pick<Redactor, "keep">): CredentialSource {
  let latest: Credentials | undefined;
  const note = (credentials: Credentials): Credentials => {
    if (credentials === latest) return credentials;
    latest = credentials;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    for (const value of [accessKeyId, secretAccessKey, sessionToken]) if (value !== undefined) keep(value);
    return credentials;
  };
  return () => {
    const given = source();
    return given instanceof Promise ? given.then(note) : note(given);
  };
}
