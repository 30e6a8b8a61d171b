import type { RandomSource } from "#reference/random.ts";

/** A principal whose signatures are known when `auth` is on. */
export interface ReferenceCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** When given, requests must carry it as `x-amz-security-token`. */
  readonly sessionToken?: string;
  /** Epoch milliseconds from which the session token has expired. */
  readonly expiresAt?: number;
  /** It may do nothing, however well it signs. */
  readonly denied?: boolean;
}

export interface Settings {
  readonly region: string;
  readonly account: string;
  /** The service that signatures are for. */
  readonly signingName: string;
  /** Undefined when signatures are not verified. */
  readonly credentials: ReferenceCredentials | undefined;
  /** Other principals whose signatures are known. */
  readonly others: readonly ReferenceCredentials[];
  readonly quota: number;
  readonly hooks: boolean;
  readonly now: () => number;
  readonly random: RandomSource;
}
