import type { JsonSchema } from "../../spec/contract/schema.ts";
import type { JsonObject } from "../../spec/json/json.ts";
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
  /** How a failure of it is made smaller; undefined where it is as small as possible. */
  readonly reducible?: ReducibleProbe | undefined;
  readonly run: (session: ServiceSession) => Promise<Found>;
}

/** A value of one member of an operation's input, the rest of which is as plain as can be. */
export interface ReducibleProbe {
  /** The member alone, and the schema of an input that has no other. */
  readonly part: JsonObject;
  readonly schema: JsonSchema;
  /** The same case with another value of the member. */
  readonly with: (part: JsonObject) => ServiceCase["run"];
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
