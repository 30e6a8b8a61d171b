import type { Service } from "#spec/resources/service.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { GivenChange } from "./change.ts";
import type { PassingAnswer, PassingRequest } from "./passing-answer.ts";

/** Where a fault is, and what it needs to know: as data, so that the same plan can be carried out anywhere. */
export interface FaultPlace {
  /** Whose answers are changed; undefined for those of all operations. */
  readonly operation?: string | undefined;
  /** See `DescribedPlace`. */
  readonly path?: string;
  /** The operation after which the answers are changed. */
  readonly after?: string;
  /** The error that the answers name. */
  readonly error?: string;
  /** What stands there instead. */
  readonly value?: JsonValue;
  /** The path whose value stands there instead. */
  readonly from?: string;
}

/** One fault of the answers. */
export interface AnswerFault extends FaultPlace {
  /** The same for the same fault in every run: `CreateCluster/member-lost/cluster/tags`. */
  readonly id: string;
  /** Id of its kind. */
  readonly kind: string;
}

/** What a command's traffic contained. */
export interface NotedTraffic {
  readonly service: Service;
  readonly answers: readonly PassingAnswer[];
}

/** What is known when an answer passes. */
export interface FaultContext {
  readonly service: Service;
  /** The answers of this round before it, oldest first, as the endpoint gave them. */
  readonly before: readonly PassingAnswer[];
}

/** What is made of answers. */
export interface AnswerChanger {
  /** What becomes of an answer; undefined where the fault has nothing to do with it. */
  change?(fault: AnswerFault, answer: PassingAnswer, context: FaultContext): GivenChange | undefined;
  /** What is answered in place of passing the request on. */
  instead?(fault: AnswerFault, request: PassingRequest, context: FaultContext): GivenChange | undefined;
  /** It comes once: a client that asks again gets the proper answer. */
  readonly once?: true;
}

/** A sort of fault: where traffic has room for it, and what it makes of an answer. */
export interface FaultKind extends AnswerChanger {
  readonly id: string;
  /** Such as `member lost`. */
  readonly title: string;
  /** Clients treat it alike whatever the operation, so that a few operations tell of all. */
  readonly isAlike?: true;
  /** The answer says the same in another form: a client that takes any form hides it from the tests behind it. */
  readonly isForm?: true;
  /** The places for it in what was noted; a place may be named more than once. */
  places(noted: NotedTraffic): FaultPlace[];
  /** What the tests lack if they pass in spite of it: one sentence, names of the API in backticks. */
  gap(fault: AnswerFault): string;
}
