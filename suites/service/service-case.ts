import type { PlannedRequirement } from "../record/events.ts";
import type { CaseLabel } from "../session/case.ts";
import type { ServiceSession } from "./service-session.ts";

/** One request to an operation of a service, or a short story of requests, with the requirements that it can judge. */
export interface ServiceCase<Found = unknown> extends CaseLabel {
  /** Operations whose plain requests must have succeeded. */
  readonly needs: readonly string[];
  /** Whether another requirement can be judged only after this case: then it is sent for that one, too. */
  readonly helps?: (requirement: PlannedRequirement) => boolean;
  /** Other cases would interfere with it, so it runs alone. */
  readonly exclusive?: boolean;
  readonly run: (session: ServiceSession) => Promise<Found>;
}
