import type { JsonObject } from "#spec/json/json.ts";
import type { ActivationMemory } from "#suites/oracles/registration/activation-memory.ts";
import type { NameLocks } from "./name-locks.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { Count } from "#custody/looking/count-registered.ts";
import type { CreatingKeeper } from "#custody/creating/creating-keeper.ts";

/** Valid inputs of an operation, fresh for each salt. */
export interface InputSource {
  /** Required members only. */
  minimal(salt: string): JsonObject;
  /** Every member. */
  full(salt: string): JsonObject;
  /** The same input with the values replaced that must be fresh, except the one at `except`. */
  renew(input: JsonObject, salt: string, except?: string): JsonObject;
}

/** What the cases share in a run that judges cluster registration. */
export interface RunContext extends ServiceContext {
  readonly keeper: CreatingKeeper;
  /** How many registered clusters there were before the run, if they were counted. */
  readonly others?: Count | undefined;
  readonly inputs: (operation: string) => InputSource;
  readonly nameLocks: NameLocks;
  readonly activations: ActivationMemory;
  /** How many descriptions of the run's own clusters found none, over the run. */
  readonly described: { inVain: number };
  /** The most names a page with which a walk did not come to the end of a list that is so long. */
  readonly longList: { pageSize: number };
  /** The beginning of every name that the run makes up, if the contract's pattern allows it. */
  readonly namePrefix: string;
}
