import type { JsonObject } from "#spec/json/json.ts";
import type { Call } from "#reference/behaviours.ts";
import type { Operation } from "./model/operation.ts";
import type { StoredResource } from "./store/resource.ts";
import type { Store } from "./store/store.ts";
import type { Table } from "./table/kind.ts";
import type { Habits } from "./habits.ts";
import type { World } from "./world.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";

/** A request that carried an idempotency token, and what it was answered. */
interface Remembered {
  readonly input: JsonObject;
  readonly answer: OutputDocument;
  readonly resource: StoredResource;
}

/** By operation and token. */
type Tokens = Map<string, Remembered>;

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
