import type { Exchange } from "#protocol/exchange.ts";
import { renderHar } from "#reports/har/har.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import { toEvidence } from "#suites/run/collecting/to-evidence.ts";
import { aCase, aRecord, aSheet } from "#tests/reports/producers.ts";

export const ORIGIN = "http://127.0.0.1:4566";

/** A GET of the clusters and its answer, as a browser writes it down. */
export const LISTING = {
  startedDateTime: "2026-11-24T12:00:00.000Z",
  time: 12.5,
  request: {
    method: "GET",
    url: `${ORIGIN}/clusters`,
    httpVersion: "HTTP/1.1",
    headers: [{ name: "Host", value: "127.0.0.1:4566" }],
    queryString: [],
    headersSize: -1,
    bodySize: 0,
  },
  response: {
    status: 200,
    headers: [{ name: "Content-Type", value: "application/json" }],
    content: { size: 15, mimeType: "application/json", text: '{"clusters":[]}' },
    bodySize: 15,
  },
};

type Part = "request" | "response";

/** The listing with other members in a part of it, or in itself. */
export function anEntry(own: JsonObject, parts: Partial<Record<Part, JsonObject>> = {}): JsonObject {
  const request = { ...LISTING.request, ...parts.request };
  return { ...LISTING, request, response: { ...LISTING.response, ...parts.response }, ...own };
}

export const answering = (response: JsonObject): JsonObject => anEntry({}, { response });
export const asking = (request: JsonObject): JsonObject => anEntry({}, { request });

/** As it was seen: nothing is redacted. */
const OPEN: Redactor = {
  keep: () => undefined,
  learn: () => undefined,
  headers: (headers) => [...headers],
  url: (url) => url,
  body: (bytes) => bytes,
  text: (text) => text,
  value: (data) => data,
};

/** The entries of the HAR that our reports make of a record with these exchanges. */
export function written(exchanges: readonly Exchange[], redactor: Redactor = OPEN): JsonValue[] {
  const cases = exchanges.map((exchange, at) =>
    aCase({ id: `case/${at}`, exchanges: [toEvidence(exchange, redactor)] }),
  );
  const record = aRecord({ requirements: aSheet({ "register.name.pattern": { cases } }) });
  const { log } = JSON.parse(renderHar(record)) as { log: { entries: { pageref: string }[] } };
  return log.entries.filter(({ pageref }) => pageref.startsWith("case/")) as unknown as JsonValue[];
}
