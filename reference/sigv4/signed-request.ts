import type { ReferenceCredentials } from "#reference/server/settings.ts";
import type { Authorization } from "./authorization.ts";

/** A signed request, as far as it has been read. */
export interface SignedRequest {
  readonly authorization: Authorization;
  readonly credentials: ReferenceCredentials;
  /** YYYYMMDDTHHMMSSZ. */
  readonly amzDate: string;
  readonly bodyHash: string;
}
