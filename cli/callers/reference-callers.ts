import type { Credentials } from "#protocol/signing/credentials.ts";
import type { OtherCaller } from "#protocol/exchange.ts";
import { fixedCredentials } from "#endpoint/aws/credentials.ts";
import type { OtherCallers } from "#endpoint/signing/signer.ts";
import type { ReferenceCredentials } from "#reference/server/settings.ts";
import type { Features } from "#suites/plan/target-kind-settings.ts";

const EXPIRED: Credentials = { accessKeyId: "expired", secretAccessKey: "expired", sessionToken: "expired" };
const DENIED: Credentials = { accessKeyId: "denied", secretAccessKey: "denied" };

/** Principals that a reference server of ours is told of, to refuse them. */
export const REFERENCE_PRINCIPALS: readonly ReferenceCredentials[] = [
  { ...EXPIRED, expiresAt: 0 },
  { ...DENIED, denied: true },
];

/** Who signs as them. */
export const REFERENCE_CALLERS: OtherCallers = {
  "expired-token": fixedCredentials(EXPIRED),
  "no-permission": fixedCredentials(DENIED),
};

const OF_OURS = { profile: "of the reference server" };

/** What a reference server of ours is judged by without being asked. */
export const REFERENCE_FEATURES: Features = { "expired-token": OF_OURS, "no-permission": OF_OURS } satisfies Record<
  OtherCaller,
  unknown
>;
