import type { JsonObject } from "../../../spec/json/json.ts";
import type { ActivationMemory } from "./activation-memory.ts";
import type { NameLocks } from "../../../clusters/registering/name-locks.ts";
import type { TargetLives } from "./target-lives.ts";
import type { RoundContext } from "./round-context.ts";
import type { RunTag } from "../../../clusters/ownership/marks.ts";
import type { Registrations } from "../../../clusters/registering/registrations.ts";

/** Valid inputs of an operation, fresh for each salt. */
export interface InputSource {
  /** Required members only. */
  minimal(salt: string): JsonObject;
  /** Every member. */
  full(salt: string): JsonObject;
  /** The same input with the values that must be fresh replaced, but for the one at `except`. */
  renew(input: JsonObject, salt: string, except?: string): JsonObject;
}

/** What of a write is waited for to show. */
export type WaitedFor =
  "description" | "deregistration" | "departure" | "free name" | "tags" | "departure of tags" | "list" | "plain list";

export interface WaitTally {
  /** What was waited for came. */
  fruitful: number;
  /** It had not come when the time for writes to show was over; of waits side by side one counts. */
  inVain: number;
  /** When the last wait ended that was counted as in vain, by `clock.now()`. */
  inVainUntil: number;
}

/** What the cases of a run share that judges cluster registration. */
export interface RunContext extends RoundContext {
  readonly lives?: TargetLives | undefined;
  readonly registrations: Registrations;
  /** Registered clusters that were there before the run, where they were counted. */
  readonly others?: number | undefined;
  readonly inputs: (operation: string) => InputSource;
  readonly nameLocks: NameLocks;
  readonly activations: ActivationMemory;
  readonly seed: number;
  /** Operations that the endpoint does not have, as far as is known. */
  readonly missing: Set<string>;
  /** Descriptions of clusters of its own that found none, over the run. */
  readonly described: { inVain: number };
  /** How waits have ended, over the run. */
  readonly waits: Map<WaitedFor, WaitTally>;
  /** Goes into every registration that has room for it, where the kind of target wants one. */
  readonly runTag?: RunTag;
  /** Begins every name that the run makes up, where the contract's pattern lets it. */
  readonly namePrefix: string;
}
