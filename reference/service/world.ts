import type { JsonObject, JsonValue } from "#spec/json/json.ts";

/** What a sample or an ARN is made of. */
export interface SampleContext {
  readonly region: string;
  readonly account: string;
  /** The operation that is asked for. */
  readonly operation: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly uuid: () => string;
  readonly code: (length: number) => string;
  /** Identities of the resource and those that it belongs to, from the top. */
  readonly ids: readonly string[];
  readonly input: JsonObject;
}

export type Sample = (context: SampleContext) => JsonObject;

/** Which items a list shows: those whose member is the input's value, or one of its values. Both are JSON pointers. */
export type ListFilter =
  | { readonly input: string; readonly member: string }
  /** Those to which a resource of this kind belongs that has the input's value for a name. */
  | { readonly input: string; readonly child: string };

/** What a service is like beyond its model and its resource table: values that read like real ones, as data. */
export interface World {
  /** The service's name in ARNs and signatures. */
  readonly service: string;
  /** The error of an input that breaks the model: the first that the operation documents. */
  readonly invalid: readonly string[];
  /** What is shown of a new resource, by kind, beside what was sent. */
  readonly samples: Readonly<Record<string, Sample>>;
  /** The end of a resource's ARN, by kind. */
  readonly arns: Readonly<Record<string, (context: SampleContext) => string>>;
  /** Identities that the service makes, by kind; a UUID unless told. */
  readonly ids: Readonly<Record<string, (context: SampleContext) => string>>;
  /** Resources that come with their parent, by kind. */
  readonly planted: Readonly<Record<string, readonly JsonObject[]>>;
  /** Kinds that must be removed before their parent is. */
  readonly holding: readonly string[];
  /** Where what is shown of a kind says that it must not be deleted. */
  readonly protections: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly ListFilter[]>>;
  /** What operations about no resource of the account's choose from. */
  readonly entries: Readonly<Record<string, readonly JsonObject[]>>;
  /** What an operation changes of its resource beside what was sent. */
  readonly changes: Readonly<Record<string, Sample>>;
  /** What an operation answers beside the resource. */
  readonly answers: Readonly<Record<string, Sample>>;
  /** What only the answer to its creation shows, by kind. JSON pointers. */
  readonly toldOnce: Readonly<Record<string, readonly string[]>>;
  /** What answers are known to show wrongly elsewhere, by operation: seeded faults. */
  readonly slips: Readonly<Record<string, readonly Slip[]>>;
}

/** A value of an answer that is wrong. */
export interface Slip {
  readonly id: string;
  readonly sentence: string;
  /** JSON pointer into the answer. */
  readonly at: string;
  readonly shown: (value: JsonValue) => JsonValue;
}

/** A service of which nothing more is known. */
export function plainWorld(service: string): World {
  return {
    service,
    invalid: [],
    samples: {},
    arns: {},
    ids: {},
    planted: {},
    holding: [],
    protections: {},
    filters: {},
    entries: {},
    changes: {},
    answers: {},
    toldOnce: {},
    slips: {},
  };
}
