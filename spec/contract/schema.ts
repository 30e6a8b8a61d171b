import type { JsonValue } from "#spec/json/json.ts";
import type { Kind, Level } from "#spec/requirement.ts";

export type JsonType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

/** A class of values on which the sources are silent: observed and reported, never failed. */
export interface Unspecified {
  /** Such as `empty-tags`. */
  readonly id: string;
  /** A value that matches this schema belongs to the class. */
  readonly when: JsonSchema;
  readonly note: string;
}

/** Where one keyword of the contract comes from. */
export interface KeywordTrace {
  readonly authority: "docs" | "model" | "protocol" | "observed" | "inferred";
  readonly source: string;
  readonly quote: string;
  /** Levels on kinds of target for which the evidence is another. */
  readonly levels?: Readonly<Partial<Record<Kind, Level>>>;
  /** What the quote does not say by itself, and how the requirement is held for it. */
  readonly remark?: string;
}

/** The JSON Schema 2020-12 keywords that the generators understand, dereferenced, with this project's extensions. */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Judged as a full match, whether or not it is anchored. */
  readonly pattern?: string;
  /** The pattern as its source prints it, where that can be read in another way: searched for, not matched whole. */
  readonly "x-pattern-printed"?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly not?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly title?: string;
  readonly description?: string;
  /** `base64`: text that stands for bytes. */
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  /** The value names a resource and must be fresh in every valid request. */
  readonly "x-unique"?: boolean;
  /** The value comes from the target's profile under this name, such as `roleArn`. */
  readonly "x-fixture"?: string;
  /** The value is an idempotency token: fresh per request, and a shape that real services accept. */
  readonly "x-idempotency-token"?: boolean;
  /** Exactly one of the members is there. */
  readonly "x-union"?: boolean;
  /** What the model calls a member that JSON has under another name. */
  readonly "x-member"?: string;
  /** The value is a time in this format. */
  readonly "x-timestamp"?: "epoch-seconds" | "date-time" | "http-date";
  readonly "x-unspecified"?: readonly Unspecified[];
  /** Keyword, or `required:member`, to its source. */
  readonly "x-trace"?: Readonly<Record<string, KeywordTrace>>;
}
