import { expect, test } from "@jest/globals";
import { bodyText, readableBodyText } from "#protocol/body-text.ts";
import type { WireRequest } from "#protocol/exchange.ts";

const request = (...bytes: number[]): WireRequest => ({
  method: "POST",
  path: "/",
  headers: [],
  body: Uint8Array.from(bytes),
});

test("a body is read as UTF-8, its byte order mark included", () => {
  expect(bodyText(request(0xef, 0xbb, 0xbf, 0x7b, 0x7d))).toBe("\ufeff{}");
  expect(bodyText({ method: "GET", path: "/", headers: [] })).toBe("");
});

test("bytes that are not UTF-8 are refused, or read as well as may be", () => {
  expect(() => bodyText(request(0x61, 0xff))).toThrow("not valid");
  expect(readableBodyText(request(0x61, 0xff))).toBe("a\ufffd");
  expect(readableBodyText(request(0x61))).toBe("a");
});

test.each<[string, Uint8Array]>([
  ["little endian", Buffer.from('{"name":"a"}', "utf16le")],
  ["big endian", Buffer.from('{"name":"a"}', "utf16le").swap16()],
])("UTF-16, %s, is read for the names in it", (_order, body) => {
  expect(readableBodyText({ method: "POST", path: "/", headers: [], body })).toBe('{"name":"a"}');
});
