import type { Patch } from "#reference/fault.ts";
import { Refusal } from "#reference/refusal.ts";

const SECOND_MS = 1000;

/** Admits this many requests within any second; observed on real EKS, the rest get 429 TooManyRequestsException. */
export function throttle(perSecond: number): Patch {
  return (behaviours) => {
    let admitted: number[] = [];
    return {
      admit: (call) => {
        admitted = admitted.filter((at) => at > call.receivedAt - SECOND_MS);
        if (admitted.length >= perSecond)
          return new Refusal("TooManyRequestsException", "The request rate is too high.");
        admitted.push(call.receivedAt);
        return behaviours.admit(call);
      },
    };
  };
}
