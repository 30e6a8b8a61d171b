import type { Area } from "../spec/requirement.ts";
import type { Behaviours } from "./behaviours.ts";

/** Replaces a behaviour or two. Called once per server, so what a patch closes over is that server's own state. */
export type Patch = (behaviours: Behaviours) => Behaviours;

/** Another way to keep every promise of the API. */
export interface Variant {
  readonly id: string;
  /** What this server does, as a sentence. */
  readonly sentence: string;
  readonly patch: Patch;
}

/** A promise broken on purpose. */
export interface Fault extends Variant {
  readonly area: Area;
  /** Ids of the requirements that the fault breaks, the most specific ones: each must find it. */
  readonly requirements: readonly string[];
  /** How the requirements find it: with a warning where it misses a SHOULD or gives a graded alternative; else they fail. */
  readonly level?: "SHOULD";
}
