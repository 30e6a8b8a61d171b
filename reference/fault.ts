import type { Area } from "#spec/requirement.ts";
import type { Behaviours } from "./behaviours.ts";

/** Other behaviours in the place of one or two. Called once per server: what it closes over is that server's own state. */
export type Patch = (behaviours: Behaviours) => Partial<Behaviours>;

/** A server that differs from the plain one. */
export interface Deviation {
  readonly id: string;
  /** What this server does, as a sentence. */
  readonly sentence: string;
  readonly patch: Patch;
}

/** Another way to keep every promise of the API. */
export interface Variant extends Deviation {
  /** Who does so, or what allows it. */
  readonly source: string;
  /** The error by which it refuses: no way of a service whose model gives that another status. */
  readonly error?: { readonly code: string; readonly status: number };
}

/** A promise broken on purpose. */
export interface Fault extends Deviation {
  readonly area: Area;
  /** Ids of the requirements that the fault breaks, the most specific ones: each must find it. */
  readonly requirements: readonly string[];
  /** How the requirements find it: with a warning where it misses a SHOULD or gives a graded alternative; else they fail. */
  readonly level?: "SHOULD";
}
