/** Nothing more is sent to this endpoint; the message says why. */
export class TargetGone extends Error {
  override readonly name = "TargetGone";
}
