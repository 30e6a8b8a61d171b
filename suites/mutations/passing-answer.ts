import { readExchange } from "#protocol/answers/reply.ts";
import type { Exchange, WireRequest, WireResponse } from "#protocol/exchange.ts";
import { decodeQuery } from "#protocol/query.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { succeedsWith, type Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

/** A request on its way to the endpoint, read once. */
export interface PassingRequest {
  readonly operation: Operation;
  /** Members by name, wherever the request carried them. */
  readonly input: JsonObject;
  /** Method and path with its query: whoever asks for the same again sends the same. */
  readonly asked: string;
  readonly request: WireRequest;
}

/** An answer on its way to the client, as the endpoint gave it. */
export interface PassingAnswer extends PassingRequest {
  readonly response: WireResponse;
  /** Undefined where the body is not JSON. */
  readonly json: JsonValue | undefined;
  readonly error: string | undefined;
}

/** An answer that succeeded, with a JSON object. */
export type GoodAnswer = PassingAnswer & { readonly json: JsonObject };

/** Undefined for a request of no operation. */
export function readPassing(contract: Contract, request: WireRequest): PassingRequest | undefined {
  const route = matchRoute(contract, request);
  if (route === undefined) return undefined;
  const { operation, labels, query } = route;
  const input = { ...bodyOf(request), ...decodeQuery(operation, query), ...labels };
  return { operation, input, asked: `${request.method} ${request.path}`, request };
}

export function answered(passing: PassingRequest, exchange: Exchange, response: WireResponse): PassingAnswer {
  const { json, error } = readExchange(exchange);
  return { ...passing, response, json, error: error.name };
}

export function isGood(answer: PassingAnswer): answer is GoodAnswer {
  return succeedsWith(answer.operation, answer.response.status) && isJsonObject(answer.json);
}

/** Refused for what the request said. */
export function isRefused({ response: { status } }: PassingAnswer): boolean {
  return status >= 400 && status < 500;
}

function bodyOf({ body }: WireRequest): JsonObject {
  if (body === undefined || body.length === 0) return {};
  try {
    const value = JSON.parse(Buffer.from(body).toString("utf8")) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
