import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { PlayedCase } from "#suites/session/case.ts";
import type { ServiceSession } from "./service-session.ts";

/** A case about a service; the operations that it needs must have taken their plain requests. */
export interface ServiceCase<Found = unknown> extends PlayedCase<ServiceSession, Found> {
  /** Whether another requirement can be judged only after this case: then it is sent for that one, too. */
  readonly helps?: (requirement: PlannedRequirement) => boolean;
  /** Where the target is as it should be, it leaves alone what other cases work on: they may run beside it. */
  readonly isInert?: boolean;
  /** What it makes beside the shared one. */
  readonly makes?: Makes;
  /** How a failure of it is made smaller; undefined where it is as small as possible. */
  readonly reducible?: ReducibleProbe | undefined;
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
