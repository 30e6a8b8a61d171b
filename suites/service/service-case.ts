import type { CaseLabel } from "../session/case.ts";
import type { ServiceSession } from "./service-session.ts";

/** One request on an operation of a service, or a short story of requests, and which requirements it can judge. */
export interface ServiceCase<Found = unknown> extends CaseLabel {
  /** Operations whose plain requests must have succeeded. */
  readonly needs: readonly string[];
  /** Others would be in its way. */
  readonly exclusive?: boolean;
  readonly run: (session: ServiceSession) => Promise<Found>;
}
