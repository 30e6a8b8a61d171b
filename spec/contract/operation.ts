import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "./schema.ts";

/**
 * Where HTTP carries a member of an input. `payload` is the whole body in place of a JSON object of members;
 * `query-params` and `prefix-headers` are maps whose entries are parameters and headers of their own.
 */
export type InputBinding = "body" | "payload" | "path" | "query" | "query-params" | "header" | "prefix-headers";

/** One member of an operation's input and where restJson1 puts it in the HTTP request. */
export interface InputMember {
  readonly name: string;
  readonly in: InputBinding;
  /** The parameter's or header's name, or the prefix of `prefix-headers`; in the body, the JSON object's key. */
  readonly wireName: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  /** The parameter as the document has it, which says whether it is required; of what is no parameter, absent. */
  readonly parameter?: object;
  /** Of a payload. */
  readonly mediaType?: string;
}

/** A member of an answer that the JSON body does not hold, or that is the whole body. */
export interface OutputMember {
  readonly name: string;
  readonly in: "header" | "prefix-headers" | "status" | "payload";
  /** The header's name, or the prefix of `prefix-headers`. */
  readonly wireName: string;
  readonly schema: JsonSchema;
  /** Of a payload. */
  readonly mediaType?: string;
}

export type TimestampFormat = "epoch-seconds" | "date-time" | "http-date";

export interface DocumentedError {
  /** Shape name, such as `InvalidParameterException`. */
  readonly name: string;
  readonly status: number;
  /** Of the JSON body. */
  readonly schema: JsonSchema;
  readonly bound: readonly OutputMember[];
}

/** How a list comes in pages: names in inputs, and in the JSON of answers, dotted there where they lie deeper. */
export interface Pages {
  readonly inputToken: string;
  readonly outputToken: string;
  readonly items?: string | undefined;
  readonly pageSize?: string | undefined;
}

/** When a waiter is at its end, or goes on: the first that matches an answer counts. */
export interface Acceptor {
  readonly state: "success" | "failure" | "retry";
  /** What is compared: a path's value, all or any of its values, HTTP's status, an error's name, or that none came. */
  readonly matcher: "path" | "path-all" | "path-any" | "status" | "error" | "no-error";
  /** A JMESPath into the answer. */
  readonly path?: string;
  readonly expected: JsonValue;
}

/** What a client asks again and again until something has come about. */
export interface Waiter {
  readonly name: string;
  readonly delaySeconds: number;
  readonly acceptors: readonly Acceptor[];
}

/** One operation of the contract, dereferenced. */
export interface Operation {
  /** operationId, such as `RegisterCluster`. */
  readonly id: string;
  /** First segment of its requirement ids, such as `register`. */
  readonly prefix: string;
  readonly method: string;
  /** Path template, such as `/cluster-registrations/{name}`; `{key+}` is a label that may hold slashes. */
  readonly path: string;
  /** What always stands in the query, such as `list-type=2`; empty for nothing. */
  readonly query: string;
  readonly members: readonly InputMember[];
  /** All members of the input as one object schema, however HTTP carries them. */
  readonly input: JsonSchema;
  readonly success: Pick<DocumentedError, "status" | "schema" | "bound">;
  readonly errors: readonly DocumentedError[];
  readonly pages?: Pages | undefined;
  readonly waiters: readonly Waiter[];
  /** What a target may lack, and this operation with it; see `Requirement.feature`. */
  readonly feature?: string;
}

/** How an operation succeeds, as far as status and body go. */
export type Succeeding = Pick<Operation, "success">;

/** Whether a status is that of its success: any 2xx where a member of the answer is the status. */
export function succeedsWith({ success }: Succeeding, status: number): boolean {
  if (success.bound.some((member) => member.in === "status")) return status >= 200 && status < 300;
  return status === success.status;
}

/** Whether the body of a success is a JSON object: a member of the answer that is the body may be text, bytes or a list. */
export function answersObject({ success }: Succeeding): boolean {
  const payload = success.bound.find((member) => member.in === "payload");
  return payload === undefined || [payload.schema.type].flat().includes("object");
}

const NO_CONTENT = 204;

/** An operation whose success has nothing to say in its body: an empty one says as much as an empty object. */
export function hasNoOutput({ success }: Succeeding): boolean {
  const { properties } = success.schema;
  const isWritten = properties !== undefined || Object.keys(success.schema).length > 0;
  return isWritten ? properties !== undefined && Object.keys(properties).length === 0 : success.status === NO_CONTENT;
}
