/** Why nothing more is sent to an endpoint. */
export interface WhyGone {
  /**
   * `silent`: it died or hangs; `useless`: it answers, but too little can be learnt from it; `time`: the time is over.
   */
  readonly cause: "silent" | "useless" | "time";
  /** In words. */
  readonly reason: string;
}

export const TIME_OVER: WhyGone = { cause: "time", reason: "the time limit was reached first" };

/** Nothing more is sent to this endpoint; the message says why. */
export class TargetGone extends Error {
  override readonly name = "TargetGone";
  readonly why: WhyGone;

  constructor(why: WhyGone) {
    super(why.reason);
    this.why = why;
  }
}
