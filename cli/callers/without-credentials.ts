/** What is said of a target that gets none of the user's credentials. */
export const UNNAMED = ", signed with dummy credentials: give --endpoint-url to sign with yours";

/**
 * An environment without what AWS's tools take from it. An endpoint that only a file names may be anybody's: what is sent
 * there is signed with dummy credentials.
 */
export function withoutCredentials(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("AWS_")));
}
