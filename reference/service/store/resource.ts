import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";

/** A resource that the server has. */
export interface StoredResource {
  readonly kind: ResourceKind;
  readonly id: string;
  readonly parent: StoredResource | undefined;
  /** Everything that may be shown of it, by the names of the shape that shows it. */
  facts: JsonObject;
  /** The tags that it was created with, where it has had others since. */
  firstTags?: JsonValue | undefined;
  /** How often it will still be looked at before its status is what it comes to. */
  looks: number;
  /** Until when it stays so whatever the looks; epoch milliseconds. */
  due: number;
  /** Its status is what it comes to, or was set by a request. */
  settled: boolean;
  /** It is on its way out, and gone once its looks are used up. */
  leaving: boolean;
}
