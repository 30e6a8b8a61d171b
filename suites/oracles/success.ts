import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { RequirementFinding } from "./finding.ts";

/** A success, and the input that it answers. */
export interface Success {
  readonly operation: Operation;
  readonly input: JsonObject;
  readonly reply: Reply;
}

/** Judges the successes of a run, one after the other. */
export type SuccessOracle = (success: Success) => Iterable<RequirementFinding>;
