import type { Pages, TimestampFormat, Waiter } from "#spec/contract/operation.ts";
import type { JsonValue } from "#spec/json/json.ts";

export type ShapeType =
  | "string"
  | "boolean"
  | "integer"
  | "number"
  | "blob"
  | "timestamp"
  | "document"
  | "structure"
  | "union"
  | "list"
  | "map";

/** What a model says of values, at a shape or at a member; a member's word goes before that of its shape. */
export interface Traits {
  /** Of a number its value, of text its code points, of a blob its bytes, of a list or map its entries. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly pattern?: string | undefined;
  readonly enum?: readonly JsonValue[] | undefined;
  readonly default?: JsonValue | undefined;
  readonly uniqueItems?: boolean | undefined;
  readonly timestampFormat?: TimestampFormat | undefined;
  readonly mediaType?: string | undefined;
  /** Text in a header that holds JSON in base64. */
  readonly jsonValue?: boolean | undefined;
}

/** Where HTTP carries a member; undefined for the JSON body. */
export type Binding = "label" | "query" | "query-params" | "header" | "prefix-headers" | "payload" | "status";

export interface Member extends Traits {
  readonly name: string;
  /** Key of `ServiceModel.shapes`. */
  readonly shape: string;
  readonly required?: boolean | undefined;
  readonly binding?: Binding | undefined;
  /** In JSON, in the query or as a header, where it is not the member's own name; the prefix of prefix headers. */
  readonly wireName?: string | undefined;
  readonly idempotencyToken?: boolean | undefined;
}

export interface Shape extends Traits {
  readonly name: string;
  readonly type: ShapeType;
  /** Of a structure or union. */
  readonly members?: readonly Member[] | undefined;
  /** Of a list its items, of a map its values. */
  readonly element?: Member | undefined;
  /** Of a map. */
  readonly key?: Member | undefined;
  /** A list or map whose elements may be null. */
  readonly sparse?: boolean | undefined;
  /** HTTP status, of an error. */
  readonly errorStatus?: number | undefined;
  /** A stream of events, which is no value of JSON. */
  readonly eventStream?: boolean | undefined;
}

export interface ModelOperation {
  readonly name: string;
  readonly method: string;
  /** Path with labels such as `{name}` and `{key+}`, and the constant part of the query, if any. */
  readonly uri: string;
  readonly status: number;
  /** Keys of `ServiceModel.shapes`; undefined for nothing. */
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly errors: readonly string[];
  readonly pages?: Pages | undefined;
  readonly waiters: readonly Waiter[];
  /** What the suite does not do, such as a prefix of the endpoint's host. */
  readonly unsupported: readonly string[];
}

/** A restJson1 service, whatever form its model came in. */
export interface ServiceModel {
  readonly title: string;
  readonly version: string;
  /** What requests are signed for, such as `batch`; undefined where the model does not tell. */
  readonly signingName: string | undefined;
  readonly operations: readonly ModelOperation[];
  readonly shapes: ReadonlyMap<string, Shape>;
}

/** A shape as seen from a member: its own traits, and the member's over them. */
export function shapeOf({ shapes }: Pick<ServiceModel, "shapes">, { name, shape, ...traits }: Member): Shape {
  const target = shapes.get(shape);
  if (target === undefined) throw new Error(`The member ${name} is of the shape ${shape}, which the model has not.`);
  const said = Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== undefined));
  return { ...target, ...(said as Traits) };
}
