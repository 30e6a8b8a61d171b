import { isJsonObject, type JsonObject, type JsonValue } from "../spec/json/json.ts";
import type { Delivery, Exchange, WireResponse } from "./exchange.ts";
import { errorIdentity, type ErrorIdentity } from "./error-identity.ts";

/** An exchange as the oracles read it: raw JSON, never an SDK's view of it. */
export interface Reply {
  readonly exchange: Exchange;
  readonly earlier: readonly Exchange[];
  /** 0 when no response came. */
  readonly status: number;
  readonly mediaType: string | undefined;
  /** The body parsed, or undefined when it is not JSON. */
  readonly json: JsonValue | undefined;
  readonly error: ErrorIdentity;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function readReply(delivery: Delivery): Reply {
  return readExchange(delivery.last, delivery.earlier);
}

/** Reads one attempt, by itself unless told which came before. */
export function readExchange(exchange: Exchange, earlier: readonly Exchange[] = []): Reply {
  const { response } = exchange;
  const json = response === undefined ? undefined : parseBody(response);
  return {
    exchange,
    earlier,
    status: response?.status ?? 0,
    mediaType: response === undefined ? undefined : mediaTypeOf(response),
    json,
    error: errorIdentity(response === undefined ? undefined : headerOf(response, "x-amzn-errortype"), json),
  };
}

/** The first value of a header, whatever the case of its name. */
export function headerOf(response: WireResponse, name: string): string | undefined {
  for (const [key, value] of response.headers) {
    if (key.length === name.length && key.toLowerCase() === name) return value;
  }
  return undefined;
}

/** The `cluster` member of a response body. */
export function clusterOf(reply: Reply): JsonObject | undefined {
  const cluster = isJsonObject(reply.json) ? reply.json["cluster"] : undefined;
  return isJsonObject(cluster) ? cluster : undefined;
}

export function isSuccess(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

/** No connection came about, so nothing is known of what the endpoint does. */
export function isUnreachable(reply: Reply): boolean {
  const kind = reply.exchange.failure?.kind;
  return kind === "refused" || kind === "dns" || kind === "tls";
}

function mediaTypeOf(response: WireResponse): string | undefined {
  return headerOf(response, "content-type")?.split(";", 1)[0]?.trim().toLowerCase();
}

function parseBody({ body, truncated }: WireResponse): JsonValue | undefined {
  if (body.length === 0 || truncated) return undefined;
  try {
    return JSON.parse(decoder.decode(body)) as JsonValue;
  } catch {
    return undefined;
  }
}

/** What came, in the words used in verdicts: `409 ResourceInUseException`, `200 text/html`, `connection reset`. */
export function describeReply(reply: Reply): string {
  const { failure, response } = reply.exchange;
  if (failure !== undefined) return `no response (${failure.kind}: ${failure.message})`;
  if (response?.truncated === true) return `${reply.status} with a body past the limit`;
  if (reply.error.name !== undefined && reply.status >= 300) return `${reply.status} ${reply.error.name}`;
  if (reply.json === undefined && (response?.body.length ?? 0) > 0) {
    return `${reply.status} with a body that is not JSON (${reply.mediaType ?? "no content type"})`;
  }
  return reply.status >= 300 ? `${reply.status} with no error type` : String(reply.status);
}
