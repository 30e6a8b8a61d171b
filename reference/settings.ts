import type { RandomSource } from "./random.ts";

/** The one principal whose signatures are accepted when `auth` is on. */
export interface ReferenceCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** When given, requests must carry it as `x-amz-security-token`. */
  readonly sessionToken?: string;
  /** Epoch milliseconds from which the session token has expired. */
  readonly expiresAt?: number;
}

export interface Settings {
  readonly region: string;
  readonly account: string;
  /** Undefined when signatures are not verified. */
  readonly credentials: ReferenceCredentials | undefined;
  readonly quota: number;
  readonly hooks: boolean;
  readonly now: () => number;
  readonly random: RandomSource;
}
