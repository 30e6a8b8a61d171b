import { describe, expect, test } from "@jest/globals";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, lostReply, readReply } from "#protocol/answers/reply.ts";
import { headerValue } from "#protocol/headers.ts";
import {
  aFailedExchange,
  aFailedReply,
  anError,
  anExchange,
  aReply,
  aResponse,
  JSON_TYPE,
} from "#tests/suites/made-replies.ts";

test("a delivery is read by its last attempt, with the earlier ones beside it", () => {
  const earlier = [anExchange({ status: 503 }), aFailedExchange("reset")];
  const last = anExchange({ status: 200, body: { cluster: { name: "a" } } });
  const reply = readReply({ last, earlier });
  expect(reply).toMatchObject({
    status: 200,
    mediaType: "application/json",
    json: { cluster: { name: "a" } },
    earlier,
  });
  expect(reply.exchange).toBe(last);
});

test.each([
  ["what is not UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), "{\ufffd}"],
  ["a byte order mark", Buffer.from("\ufeff{}"), "\ufeff{}"],
])("%s stands in the text and makes no JSON", (_what, body, text) => {
  const last = { ...anExchange({ status: 200 }), response: { ...aResponse({ status: 200 }), body } };
  expect(readReply({ last, earlier: [] })).toMatchObject({ text, json: undefined });
});

test("an attempt without an answer has no status, no type and no body", () => {
  expect(aFailedReply("reset")).toMatchObject({ status: 0, mediaType: undefined, json: undefined, earlier: [] });
});

describe("the media type", () => {
  test.each<[string | undefined, string | undefined]>([
    ["application/json", "application/json"],
    ["Application/JSON ; charset=utf-8", "application/json"],
    ["application/x-amz-json-1.1", "application/x-amz-json-1.1"],
    ["", ""],
    [undefined, undefined],
  ])("%s is %s", (sent, read) => {
    const headers = sent === undefined ? [] : ([["CONTENT-TYPE", sent]] as const);
    expect(aReply({ status: 200, headers, body: {} }).mediaType).toBe(read);
  });
});

test("the first of several headers counts, whatever the case of its name", () => {
  const response = aResponse({
    status: 200,
    headers: [
      ["X-A", "1"],
      ["x-a", "2"],
      ["x-ab", "3"],
    ],
  });
  expect(headerValue(response.headers, "x-a")).toBe("1");
  expect(headerValue(response.headers, "x-b")).toBeUndefined();
});

describe("the body", () => {
  test.each<[string, Parameters<typeof aReply>[0], unknown]>([
    ["an array", { status: 200, body: [1] }, [1]],
    ["null", { status: 200, text: "null" }, null],
    ["nothing", { status: 200 }, undefined],
    ["HTML", { status: 200, text: "<h1>hi</h1>" }, undefined],
    ["half an object", { status: 200, text: '{"a":' }, undefined],
    ["an object that went on past the limit", { status: 200, body: {}, truncated: true }, undefined],
    ["an object in Latin-1", { status: 200, body: Uint8Array.of(0x22, 0xe9, 0x22) }, undefined],
    [
      "an object after a byte order mark",
      { status: 200, body: Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d) },
      undefined,
    ],
    ["an object of another media type", { status: 200, headers: [["content-type", "text/html"]], body: {} }, {}],
  ])("of %s", (_what, answer, json) => {
    expect(aReply(answer).json).toEqual(json);
  });
});

test.each([
  [199, false],
  [200, true],
  [201, true],
  [299, true],
  [300, false],
  [400, false],
])("%i is a success: %s", (status, success) => {
  expect(isSuccess(aReply({ status }))).toBe(success);
});

test("the error type is read from the header before the body", () => {
  const body = { code: "B", message: "no" };
  expect(anError(400, "A", body).error).toMatchObject({ name: "A", header: "A", code: "B", agrees: false });
  expect(aReply({ status: 400, headers: [JSON_TYPE], body }).error).toMatchObject({ name: "B", header: undefined });
});

describe("in words", () => {
  test.each<[string, string, ReturnType<typeof aReply>]>([
    ["an error", "409 ResourceInUseException", anError(409, "ResourceInUseException")],
    ["a redirect with a type", "300 Moved", anError(300, "Moved")],
    ["an error without a type", "400 with no error type", aReply({ status: 400, body: { message: "no" } })],
    ["a redirect without a type", "300 with no error type", aReply({ status: 300, body: {} })],
    ["an error without a body", "503 with no error type", aReply({ status: 503 })],
    ["a success", "200", aReply({ status: 200, body: {} })],
    ["a success that names a type", "200", aReply({ status: 200, body: { code: "X" } })],
    ["a success without a body", "204", aReply({ status: 204 })],
    ["a success that lacks a body", "200 with no body", aReply({ status: 200 })],
    ["an array", "200 with JSON that is not an object", aReply({ status: 200, body: [] })],
    ["null", "200 with JSON that is not an object", aReply({ status: 200, text: "null" })],
    [
      "HTML",
      "400 with a body that is not JSON (text/html)",
      aReply({ status: 400, headers: [["content-type", "text/html"]], text: "<h1>" }),
    ],
    [
      "text without a type",
      "200 with a body that is not JSON (no content type)",
      aReply({ status: 200, headers: [], text: "ok" }),
    ],
    [
      "JSON in Latin-1",
      "200 with a body that is not UTF-8 (application/json)",
      aReply({ status: 200, headers: [JSON_TYPE], body: Buffer.from('{"k":"\u00e9"}', "latin1") }),
    ],
    ["an endless body", "200 with a body too long to be read", aReply({ status: 200, body: {}, truncated: true })],
    ["a reset", "no response (reset: socket hang up)", aFailedReply("reset", "socket hang up")],
  ])("%s", (_what, words, reply) => {
    expect(describeReply(reply)).toBe(words);
  });
});

test.each([
  ["reset", true],
  ["timeout", true],
  ["malformed", true],
  ["refused", false],
  ["dns", false],
  ["tls", false],
] as const)("%s loses a reply that was on its way: %s", (kind, lost) => {
  expect(lostReply(aFailedReply(kind))).toBe(lost);
});

test("an answer is no lost reply, whatever its status", () => {
  expect(lostReply(anError(500, "ServerException"))).toBe(false);
});
