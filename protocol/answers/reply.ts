import { isUtf8 } from "node:buffer";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import type { ProperRefusal } from "#spec/requirements/refusals.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { Delivery, Exchange, WireResponse } from "#protocol/exchange.ts";
import { errorIdentity, type ErrorIdentity } from "./error-identity.ts";
import { headerValue, mediaTypeOf } from "#protocol/headers.ts";

/** What a response says: raw JSON, never an SDK's view of it. */
export interface ParsedAnswer {
  /** 0 when no response came. */
  readonly status: number;
  readonly mediaType: string | undefined;
  /** The body, with U+FFFD for what is not UTF-8. */
  readonly text: string;
  /** The body parsed, or undefined when it is not JSON. */
  readonly json: JsonValue | undefined;
  readonly error: ErrorIdentity;
}

/** An exchange as the oracles read it. */
export interface Reply extends ParsedAnswer {
  readonly exchange: Exchange;
  readonly earlier: readonly Exchange[];
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function readReply(delivery: Delivery): Reply {
  return readExchange(delivery.last, delivery.earlier);
}

/** Reads one attempt, by itself unless told which came before. */
export function readExchange(exchange: Exchange, earlier: readonly Exchange[] = []): Reply {
  return { exchange, earlier, ...readResponse(exchange.response) };
}

/** Each response is read once. */
export function readResponse(response: WireResponse | undefined): ParsedAnswer {
  return response === undefined ? NOTHING_READ : answerOf(response);
}

const NOTHING_READ: ParsedAnswer = {
  status: 0,
  mediaType: undefined,
  text: "",
  json: undefined,
  error: errorIdentity(undefined, undefined),
};

const answerOf = perObject((response: WireResponse): ParsedAnswer => {
  const { status, headers, body, truncated } = response;
  const text = decoder.decode(body);
  const json = truncated || !isUtf8(body) ? undefined : parsedJson(text);
  const error = errorIdentity(headerValue(headers, "x-amzn-errortype"), json);
  return { status, mediaType: mediaTypeOf(headers), text, json, error };
});

/** What says that an operation is not there. */
export function isUnserved({ status }: Pick<ParsedAnswer, "status">): boolean {
  return [404, 405, 501].includes(status);
}

/** The text of an error, under either of the names that clients read; empty where it has none. */
export function errorText({ json }: Pick<ParsedAnswer, "json">): string {
  const text = isJsonObject(json) ? (json["message"] ?? json["Message"]) : undefined;
  return typeof text === "string" ? text : "";
}

/** The answer has a refusal's status and name, and says what its text must say. */
export function isRefusedAs(
  { status, error, json }: Pick<ParsedAnswer, "status" | "error" | "json">,
  wanted: Pick<ProperRefusal, "status" | "name" | "text">,
): boolean {
  return status === wanted.status && error.name === wanted.name && wanted.text?.test(errorText({ json })) !== false;
}

/** True for a 5xx that tells of a failure; 501 says that something is not there. */
export function isServerFailure({ status }: Reply): boolean {
  return status >= 500 && status !== 501;
}

/** Whether the status is any 2xx, not 200 alone; 0 for no answer is none. */
export function isSuccess(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

/** The connection was lost, the time ran out, or what came was cut off or no HTTP: the work may have been done. */
export function lostReply(reply: Reply): boolean {
  const kind = reply.exchange.failure?.kind;
  return kind === "reset" || kind === "timeout" || kind === "malformed";
}

/** No connection came about, so nothing is known of what the endpoint does. */
export function isUnreachable(reply: Reply): boolean {
  const kind = reply.exchange.failure?.kind;
  return kind === "refused" || kind === "dns" || kind === "tls";
}

/** The body went on past what is read of one, so what the answer would have said is not known. */
export function isCutOff({ response }: Pick<Exchange, "response">): boolean {
  return response?.truncated === true;
}
