import { startReferenceServer } from "#reference/server/server.ts";
import type { ServedSpec } from "#cli/files/reading/read-spec.ts";

/** Where the requests of one round go. */
export interface RoundTarget {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the target of each round. */
export type OpenRoundTarget = () => Promise<RoundTarget>;

/** An endpoint that is there, for all rounds. */
export function standingTarget(url: string): OpenRoundTarget {
  return () => Promise.resolve({ url, close: () => Promise.resolve() });
}

/** A reference server of its own for each round, empty: nothing that one round leaves reaches the next. */
export function freshReference(served: ServedSpec["served"], region: string): OpenRoundTarget {
  return () => startReferenceServer({ region, port: 0, ...(served === undefined ? {} : { spec: served }) });
}

/** Credentials that do where nobody verifies them, since clients sign with some. */
export function withCredentials(env: NodeJS.ProcessEnv, region: string): NodeJS.ProcessEnv {
  const hasOwn = env["AWS_ACCESS_KEY_ID"] !== undefined || env["AWS_PROFILE"] !== undefined;
  const own = hasOwn ? {} : { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  return { AWS_REGION: region, AWS_DEFAULT_REGION: region, ...own, ...env };
}
