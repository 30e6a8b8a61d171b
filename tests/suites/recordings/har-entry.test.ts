import { describe, expect, test } from "@jest/globals";
import { gzipSync } from "node:zlib";
import type { JsonObject } from "#spec/json/json.ts";
import { exchangeIn, sentLineIn } from "#suites/recordings/har-entry.ts";
import { anEntry, answering, asking, LISTING, ORIGIN } from "./made-har.ts";

function read(entry: JsonObject) {
  const line = sentLineIn(entry);
  return typeof line === "string" ? line : exchangeIn(entry, line, line.path);
}

function bodyOf(entry: JsonObject): string {
  const exchange = read(entry);
  return typeof exchange === "string" ? exchange : Buffer.from(exchange.response?.body ?? []).toString();
}

const content = (members: JsonObject, more: JsonObject = {}): JsonObject =>
  answering({ content: { mimeType: "application/json", ...members }, ...more });
const JSON_TYPE = { name: "Content-Type", value: "application/json" };
const posting = (request: JsonObject): JsonObject =>
  asking({ method: "POST", url: `${ORIGIN}/cluster-registrations`, headers: [JSON_TYPE], ...request });

test("an entry is the exchange that it keeps", () => {
  expect(read(anEntry({}))).toEqual({
    request: { method: "GET", url: `${ORIGIN}/clusters`, path: "/clusters", headers: [["Host", "127.0.0.1:4566"]] },
    response: {
      status: 200,
      headers: [["Content-Type", "application/json"]],
      body: Buffer.from('{"clusters":[]}'),
      truncated: false,
    },
    startedAt: Date.UTC(2026, 10, 24, 12),
    durationMs: 12.5,
    attempt: 1,
  });
});

test("a path is read as it was sent: nothing of it is decoded, and what is not sent is left out", () => {
  const url = "https://me:secret@EXAMPLE.test:443/a/../clusters%2Fx?include=all&b#part";
  expect(sentLineIn(asking({ url }))).toMatchObject({
    origin: "https://example.test",
    path: "/a/../clusters%2Fx?include=all&b",
  });
  expect(sentLineIn(asking({ url: "http://a.test?x" }))).toMatchObject({ path: "/?x" });
});

test("HTTP/2's pseudo-headers are no headers, and those of another request show that the entry is broken", () => {
  const pseudo = (path: string) => [
    { name: ":method", value: "GET" },
    { name: ":path", value: path },
    { name: ":authority", value: "127.0.0.1:4566" },
    { name: "accept", value: "*/*" },
  ];
  expect(sentLineIn(asking({ headers: pseudo("/clusters") }))).toMatchObject({ headers: [["accept", "*/*"]] });
  expect(sentLineIn(asking({ headers: pseudo("/others") }))).toBe("its pseudo-headers are those of another request");
});

describe("bytes are restored as they were", () => {
  const KEY = '{"clusters":["ä"]}';

  test.each<[what: string, entry: JsonObject, body: string]>([
    ["letters beyond ASCII", content({ text: KEY, size: 19 }), KEY],
    ["base64", content({ text: btoa("{}"), encoding: "base64", size: 2 }), "{}"],
    ["none", content({ text: "", size: 0 }), ""],
    ["none, and no text", content({ size: 0 }, { bodySize: 0 }), ""],
    ["what was compressed, counted when decoded", content({ text: KEY, size: 19, compression: 3 }), KEY],
    ["what was compressed, counted as it came", content({ text: KEY, size: 16, compression: 3 }), KEY],
    [
      "what nothing but the header counts",
      content({ text: "{}" }, { headers: [JSON_TYPE, { name: "content-length", value: "2" }] }),
      "{}",
    ],
  ])("%s", (_what, entry, body) => expect(bodyOf(entry)).toBe(body));

  test.each<[what: string, request: JsonObject, body: string | undefined]>([
    ["text", { bodySize: 2, postData: { mimeType: "application/json", text: "{}" } }, "{}"],
    [
      "our base64",
      { bodySize: 2, postData: { mimeType: "application/json", text: btoa("{}"), _encoding: "base64" } },
      "{}",
    ],
    ["none", { bodySize: 0 }, undefined],
  ])("of a request: %s", (_what, request, body) => {
    const exchange = read(posting(request));
    expect(
      typeof exchange === "string" ? exchange : exchange.request.body && Buffer.from(exchange.request.body).toString(),
    ).toBe(body);
  });
});

describe("an entry that is not a whole exchange is not guessed at", () => {
  const coded = { headers: [JSON_TYPE, { name: "content-encoding", value: "gzip" }] };
  const gzipped = gzipSync("{}").toString("base64");

  test.each<[entry: JsonObject, why: string]>([
    [answering({ status: 0 }), "no answer came"],
    [anEntry({ response: null }), "no answer came"],
    [answering({ status: 304 }), "its answer is in a cache"],
    [answering({ status: 1e9 }), "its status is not one of HTTP"],
    [answering({ status: "200" }), "its status is not one of HTTP"],
    [answering({ _fromCache: "disk" }), "its answer came from a cache"],
    [anEntry({ _fetchedViaServiceWorker: true }), "its answer came from a service worker"],
    [answering({ _error: "net::ERR_ABORTED" }), "its answer broke off"],
    [anEntry({ startedDateTime: "yesterday" }), "its `startedDateTime` is not a time with its zone"],
    [anEntry({ startedDateTime: "2026-11-24T12:00:00" }), "its `startedDateTime` is not a time with its zone"],
    [anEntry({ startedDateTime: "2026-99-24T12:00:00Z" }), "its `startedDateTime` is not a time with its zone"],
    [content({ size: 15 }), "the answer's body is missing"],
    [content({ size: 0 }, { bodySize: 15 }), "the answer's body is missing"],
    [content({ text: "{", size: 15 }), "the answer's body is not as long as it was"],
    [content({ text: "{}" }), "nothing says how long the answer's body is"],
    [content({ text: "{}", size: -1 }), "nothing says how long the answer's body is"],
    [content({ text: "e30", size: 2, encoding: "hex" }), "the answer's body has an encoding that is not base64"],
    [content({ text: "!?", size: 2, encoding: "base64" }), "the answer's body is not the base64 that it is said to be"],
    [content({ text: "\uFFFD", size: 3 }), "the answer's body was not text, so that its bytes are lost"],
    [content({ text: "\uD800", size: 3 }), "the answer's body was not text, so that its bytes are lost"],
    [
      content({ text: gzipped, size: 22, encoding: "base64" }, coded),
      "the answer's body is still compressed, or not text",
    ],
    [answering({ headers: [] }), "its answer's headers are not all there"],
    [answering({ headers: [{ name: "Date", value: "now" }] }), "its answer's headers are not all there"],
    [answering({ headers: [{ name: "Date" }] }), "its answer's headers are not names and values"],
    [answering({ headers: {} }), "its answer's headers are not names and values"],
    [posting({ bodySize: -1 }), "the request's body is missing"],
    [posting({ bodySize: 2 }), "the request's body is missing"],
    [
      posting({ bodySize: 3, postData: { params: [{ name: "a" }] } }),
      "the request's body is missing, of which only form fields are kept",
    ],
    [posting({ bodySize: 2, headers: [], postData: { text: "{}" } }), "its request's headers are not all there"],
    [
      posting({ bodySize: 20, postData: { text: '"[redacted 3 chars 012345]"' } }),
      "the request's body is not as long as it was",
    ],
    [posting({ bodySize: 14, postData: { text: '{"name":"***"}' } }), "values in its request are hidden"],
    [posting({ bodySize: 3e6, postData: { text: " ".repeat(3e6) } }), "it has more than 2 MB of bodies"],
    [asking({ method: "" }), "its request has no method"],
    [asking({ url: "ws://a.test/" }), "its request has no URL of HTTP"],
    [asking({ url: "http://[/" }), "its request has no URL of HTTP"],
    [asking({ headers: "none" }), "its request's headers are not names and values"],
    [{ request: { __proto__: null } }, "its request has no method"],
  ])("%#: %s", (entry, why) => expect(read(entry)).toBe(why));

  test("whatever is wrong with its types", () => {
    const wrong: (JsonObject | string | number | boolean | null)[] = [
      null,
      true,
      1e308,
      "x",
      {},
      JSON.parse('{"__proto__": {"text": 1}}'),
    ];
    for (const value of wrong) {
      for (const part of ["request", "response", "startedDateTime", "time", "cache"]) {
        expect(["string", "object"]).toContain(typeof read({ ...LISTING, [part]: value }));
      }
      for (const member of Object.keys(LISTING.request)) expect(() => read(asking({ [member]: value }))).not.toThrow();
      for (const member of Object.keys(LISTING.response))
        expect(() => read(answering({ [member]: value }))).not.toThrow();
      for (const member of ["size", "text", "mimeType", "encoding", "compression"]) {
        expect(() => read(content({ text: "{}", size: 2, [member]: value }))).not.toThrow();
      }
    }
  });
});
