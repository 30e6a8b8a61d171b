import type { Exchange, FailureKind, Header, WireResponse } from "#protocol/exchange.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { readExchange, type Reply } from "#protocol/answers/reply.ts";

export const STARTED_AT = Date.UTC(2026, 10, 24, 12, 0, 0);

export interface Answer {
  readonly status: number;
  readonly headers?: readonly Header[];
  /** Sent as JSON, but for text and bytes, which are sent as they stand. */
  readonly body?: JsonValue | Uint8Array;
  readonly text?: string;
  readonly truncated?: boolean;
  readonly method?: string;
  readonly durationMs?: number;
}

const encoder = new TextEncoder();
export const JSON_TYPE: Header = ["Content-Type", "application/json"];
const REQUEST_ID: Header = ["x-amzn-RequestId", "7b1d2a0e-0000-4000-8000-000000000001"];

/** An attempt that was answered; the content type is JSON and a request id is there unless headers are given. */
export function anExchange(answer: Answer): Exchange {
  return { ...bareExchange(answer.method), durationMs: answer.durationMs ?? 0, response: aResponse(answer) };
}

/** An attempt that got no answer. */
export function aFailedExchange(kind: FailureKind, message = "no answer"): Exchange {
  return { ...bareExchange(), failure: { kind, message } };
}

export function aReply(answer: Answer): Reply {
  return readExchange(anExchange(answer));
}

export function aFailedReply(kind: FailureKind, message?: string): Reply {
  return readExchange(aFailedExchange(kind, message));
}

/** An error as EKS sends it: its type in the header, and a message. */
export function anError(status: number, name: string, body: JsonValue = { message: "No." }): Reply {
  return aReply({ status, headers: errorHeaders(name), body });
}

export function errorHeaders(name: string): Header[] {
  return [JSON_TYPE, REQUEST_ID, ["x-amzn-ErrorType", name]];
}

export function aResponse({
  status,
  headers = [JSON_TYPE, REQUEST_ID],
  body,
  text,
  truncated = false,
}: Answer): WireResponse {
  const bytes =
    body instanceof Uint8Array ? body : encoder.encode(text ?? (body === undefined ? "" : JSON.stringify(body)));
  return { status, headers, body: bytes, truncated };
}

function bareExchange(method = "POST"): Exchange {
  const path = "/cluster-registrations";
  const request = { method, path, url: `http://127.0.0.1${path}`, headers: [JSON_TYPE] };
  return { request, startedAt: STARTED_AT, durationMs: 0, attempt: 1 };
}
