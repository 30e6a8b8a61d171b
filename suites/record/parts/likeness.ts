import type { Area, Kind } from "#spec/requirement.ts";

/** How far a target answered as that of another record did: of the answers that could be compared, how many were alike. */
export interface Likeness {
  /** The other target, as its record has it. */
  readonly to: { readonly endpoint: string; readonly kind: Kind; readonly startedAt: string; readonly seed: number };
  /** Answers that were compared, and those of them that differ in nothing but what stands apart or is everywhere. */
  readonly answers: number;
  readonly alike: number;
  /** Answers of the other record that no answer of this run belongs to: the case was not sent, or came out otherwise. */
  readonly without: number;
  /** What sets the target apart wherever it could show: told once, it makes no single answer unlike. Absent where there is none. */
  readonly everywhere?: readonly DifferenceEverywhere[] | undefined;
  /** Of the answers in which there was something to compare, in the order in which aspects are compared. */
  readonly aspects: readonly AspectShare[];
  readonly operations: readonly (LikeShare & { readonly operation: string })[];
  readonly areas: readonly (LikeShare & { readonly area: Area })[];
}

export interface DifferenceEverywhere {
  readonly aspect: string;
  /** As a judgement tells it. */
  readonly difference: { readonly at: string; readonly expected: string; readonly received: string };
  /** In so many of the answers in which the aspect could be compared. */
  readonly answers: number;
}

export interface AspectShare extends LikeShare {
  readonly aspect: string;
  /** A difference in it makes no answer unlike; records of older versions have no such aspect. */
  readonly apart?: boolean | undefined;
}

export interface LikeShare {
  readonly answers: number;
  readonly alike: number;
}
