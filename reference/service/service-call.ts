import type { JsonObject } from "#spec/json/json.ts";
import type { Call } from "#reference/behaviours.ts";
import type { Operation } from "./model/operation.ts";
import type { StoredResource } from "./store/resource.ts";
import type { Store } from "./store/store.ts";
import type { Tokens } from "./store/idempotency-tokens.ts";
import type { Table } from "./table/kind.ts";
import type { Habits } from "./habits.ts";
import type { World } from "./world.ts";

/** A service to be served: model, resource table, and what else is known of it. */
export interface Service {
  readonly operations: readonly Operation[];
  readonly table: Table;
  readonly world: World;
  /** The service that signatures are for. */
  readonly signingName: string;
}

/** A request whose operation is known and whose input keeps to the model. */
export interface ServiceCall {
  readonly call: Call;
  readonly service: Service;
  readonly habits: Habits;
  readonly store: Store;
  readonly tokens: Tokens;
  /** What was there when the request came, and how it was; undefined where it acts at once. */
  readonly seen?: ReadonlyMap<StoredResource, JsonObject> | undefined;
  readonly operation: Operation;
  readonly input: JsonObject;
}
