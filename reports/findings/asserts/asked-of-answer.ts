import type { Expectation, Judgement } from "#suites/record/record.ts";
import type { ErrorPlace } from "#reports/findings/error-place.ts";
import type { Replacing } from "#reports/findings/steps/request.ts";
import type { Step } from "#reports/findings/steps/steps.ts";

export interface Deciding extends Replacing {
  readonly judgement: Judgement;
  /** What the contract says of the request of the step. */
  readonly expectation: Expectation;
  readonly step: Step;
  readonly errorPlace: ErrorPlace | undefined;
}

/** What is asked of the answer that decides. */
export interface AskedOfAnswer {
  readonly status?: number | undefined;
  readonly captures: readonly string[];
  readonly asserts: readonly string[];
}

/** A reason why a file cannot tell, in the place of one. */
export interface Untold {
  readonly untold: string;
}

export function isUntold(value: object): value is Untold {
  return "untold" in value;
}

/** Asserts alone. */
export function asserts(...lines: readonly string[]): AskedOfAnswer {
  return { captures: [], asserts: lines };
}
