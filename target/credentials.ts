export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Credentials to sign the next request with: at once while they are valid, a promise when they must be fetched again. */
export type CredentialSource = () => Credentials | Promise<Credentials>;

/** What emulators are signed to with when the environment has no credentials. */
export const DUMMY_CREDENTIALS: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

export function fixedCredentials(credentials: Credentials): CredentialSource {
  return () => credentials;
}
