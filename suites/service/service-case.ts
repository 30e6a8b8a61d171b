import type { PlannedRequirement } from "../record/events.ts";
import type { CaseLabel } from "../session/case.ts";
import type { ServiceSession } from "./service-session.ts";

/** One request on an operation of a service, or a short story of requests, and which requirements it can judge. */
export interface ServiceCase<Found = unknown> extends CaseLabel {
  /** Operations whose plain requests must have succeeded. */
  readonly needs: readonly string[];
  /** Whether another requirement can be judged only after it: it is fired for that one, too. */
  readonly helps?: (requirement: PlannedRequirement) => boolean;
  /** Others would be in its way. */
  readonly exclusive?: boolean;
  readonly run: (session: ServiceSession) => Promise<Found>;
}
