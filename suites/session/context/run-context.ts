import type { Contract } from "../../../spec/contract/contract.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import type { Requirement } from "../../../spec/requirement.ts";
import type { Clock } from "../../../endpoint/clock.ts";
import type { Target } from "../../../endpoint/target.ts";
import type { ActivationMemory } from "./activation-memory.ts";
import type { NameLocks } from "../../../clusters/registering/name-locks.ts";
import type { TargetLives } from "./target-lives.ts";
import type { Repeated } from "../server-faults.ts";
import type { KindSettings } from "../../plan/target-kind.ts";
import type { RunTag } from "../../../clusters/ownership/run-tag.ts";
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

/** All that the cases of one run share. */
export interface RunContext {
  readonly contract: Contract;
  /** Those that the run is told of; judgements of others are dropped. */
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** Ids of all requirements under the contract: to judge by another one is a bug of the suite. */
  readonly knownRequirements: ReadonlySet<string>;
  readonly target: Target;
  readonly lives?: TargetLives | undefined;
  readonly registrations: Registrations;
  /** Registered clusters that were there before the run, where they were counted. */
  readonly others?: number | undefined;
  readonly settings: KindSettings;
  readonly inputs: (operation: string) => InputSource;
  readonly nameLocks: NameLocks;
  readonly activations: ActivationMemory;
  /** Failures of the server that were seen twice. */
  readonly repeated: Repeated;
  readonly clock: Clock;
  readonly seed: number;
  /** Set once a valid registration has succeeded; until then a refusal proves nothing. */
  readonly control: { passed: boolean };
  /** Operations that the endpoint does not have, as far as is known. */
  readonly missing: Set<string>;
  /** Looks at clusters of its own that found none, over the run. */
  readonly looks: { inVain: number };
  /** Goes into every registration that has room for it, where the kind of target wants one. */
  readonly runTag?: RunTag;
  /** Begins every name that the run makes up, where the contract's pattern lets it. */
  readonly namePrefix: string;
}
