import type { Resource } from "../../spec/resources/resource-table.ts";
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
  /** What it makes beside the shared one. */
  readonly makes?: Makes;
  readonly run: (session: ServiceSession) => Promise<Found>;
}

/** How many resources of a kind a case makes at one time. */
export interface Makes {
  readonly resource: Resource;
  readonly count: number;
  /** They are made wherever the target is as it should be; otherwise where it takes what it must refuse. */
  readonly surely: boolean;
  /** It works on the shared one as well. */
  readonly beside?: boolean;
}
