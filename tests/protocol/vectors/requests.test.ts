// Requests as the published cases of restJson1 have them.
import { expect, test } from "@jest/globals";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import { toWire } from "#protocol/values/model-values.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { vectorCases, type VectorCase } from "./vectors.ts";

const LEFT_OUT: Readonly<Record<string, string>> = {
  RestJsonEndpointTrait: "prefixes of the endpoint's host are listed as unsupported",
  RestJsonEndpointTraitWithHostLabel: "prefixes of the endpoint's host are listed as unsupported",
  RestJsonHostWithPath: "the endpoint's own path is put before when the request is sent",
  RestJsonHttpChecksumRequired: "checksums of the body are listed as unsupported",
  SDKAppliedContentEncoding_restJson1: "compression of the body is listed as unsupported",
  SDKAppendedGzipAfterProvidedEncoding_restJson1: "compression of the body is listed as unsupported",
  RestJsonQueryIdempotencyTokenAutoFill: "tokens are drawn with the rest of an input, not filled in afterwards",
};

const cases = vectorCases("rest-json-requests.json");
const taken = cases.filter(([id]) => !Object.hasOwn(LEFT_OUT, id));

needing("vectors of restJson1").describe("requests", () => {
  test("are all there, those left out too", () => {
    expect(cases).toHaveLength(113);
    expect(cases.length - taken.length).toBe(Object.keys(LEFT_OUT).length);
  });

  // Without vectors there is nothing to name, and jest wants a table that is not empty.
  test.each(taken.length === 0 ? [["none", {} as VectorCase, () => undefined as never] as const] : taken)(
    "%s",
    (_id, { params = {}, serialized }, operationOf) => {
      const operation = operationOf();
      const request = encodeInput(operation, toWire(operation.input, params) as JsonObject);
      if (request === undefined || serialized === undefined) throw new Error("no request");
      expect(request.method).toBe(serialized.method);
      expect(targetOf(request.path)).toEqual(targetOf(serialized.uri));
      expect(headersOf(request, serialized)).toEqual(lowerCase(serialized.headers ?? {}));
      for (const name of serialized.forbidHeaders ?? []) expect(headerOf(request, name)).toBeUndefined();
      for (const name of serialized.requireHeaders ?? []) expect(headerOf(request, name)).toBeDefined();
      if (serialized.body !== undefined) expect(bodyOf(request)).toEqual(parsed(serialized.body, request));
    },
  );
});

/** The path, and the query's pairs in any order but that of one name. */
function targetOf(uri: string): unknown {
  const [path, query = ""] = uri.split("?");
  const pairs = query.split("&").filter((pair) => pair !== "");
  return { path, pairs: pairs.map((pair) => (pair.includes("=") ? pair : `${pair}=`)).sort() };
}

function headersOf(request: WireRequest, { headers = {} }: NonNullable<VectorCase["serialized"]>) {
  return Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), headerOf(request, name)]));
}

function lowerCase(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The length is written when a request is sent, for every one that has a body. */
function headerOf(request: WireRequest, name: string): string | undefined {
  if (name.toLowerCase() === "content-length") return request.body === undefined ? undefined : "its length";
  return headerValue(request.headers, name.toLowerCase());
}

function bodyOf(request: WireRequest): unknown {
  return parsed(Buffer.from(request.body ?? []).toString(), request);
}

function parsed(body: string, request: WireRequest): unknown {
  const isJson = headerOf(request, "content-type") === "application/json";
  return isJson ? JSON.parse(body) : body;
}
