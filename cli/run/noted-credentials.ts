import type { CredentialSource } from "../../endpoint/aws/credentials.ts";
import type { Credentials } from "../../protocol/signing/credentials.ts";

/** The same source, with the values that it gives out put on the list of secrets before they are used. */
export function noted(source: CredentialSource, secrets: string[]): CredentialSource {
  let latest: Credentials | undefined;
  const note = (credentials: Credentials): Credentials => {
    if (credentials === latest) return credentials;
    latest = credentials;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    for (const value of [accessKeyId, secretAccessKey, sessionToken]) if (value !== undefined) secrets.push(value);
    return credentials;
  };
  return () => {
    const given = source();
    return given instanceof Promise ? given.then(note) : note(given);
  };
}
