import { describe, expect, test } from "@jest/globals";
import { canonicalRequest } from "#protocol/signing/canonical-request.ts";
import type { Header } from "#protocol/exchange.ts";

function linesOf(target: string, headers: readonly Header[] = []): string[] {
  return canonicalRequest("GET", target, headers, "hash").text.split("\n");
}

describe("headers", () => {
  test.each([
    "Authorization",
    "Cache-Control",
    "Connection",
    "Expect",
    "From",
    "Keep-Alive",
    "Max-Forwards",
    "Pragma",
    "Referer",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "User-Agent",
    "X-Amzn-Trace-Id",
    "Proxy-Authorization",
    "Sec-Fetch-Mode",
  ])("%s may change on the way, so it is not signed", (name) => {
    const { text, signedHeaders } = canonicalRequest(
      "GET",
      "/",
      [
        ["Host", "h"],
        [name, "x"],
      ],
      "hash",
    );
    expect(signedHeaders).toBe("host");
    expect(text).toBe("GET\n/\n\nhost:h\n\nhost\nhash");
  });

  test.each(["x-proxy-a", "x-sec-a", "accept", "content-type"])("%s is signed", (name) => {
    expect(canonicalRequest("GET", "/", [[name, "x"]], "hash").signedHeaders).toBe(name);
  });

  test.each([
    ["a", "a"],
    ["a b", "a b"],
    [" a", "a"],
    ["a ", "a"],
    ["  a  ", "a"],
    ["a  b", "a b"],
    ["a \t b\tc", "a b c"],
    ["a\r\n b", "a b"],
    ["a\nb", "a b"],
    [" a b ", "a b"],
    [" ", ""],
    ["", ""],
  ])("the value %j is signed as %j", (value, tidy) => {
    expect(canonicalRequest("GET", "/", [["a", value]], "hash").text).toBe(`GET\n/\n\na:${tidy}\n\na\nhash`);
  });
});

describe("the path", () => {
  test.each([
    ["", "/"],
    ["/", "/"],
    ["/a", "/a"],
    ["/a/", "/a/"],
    ["/a//b/./c", "/a/b/c"],
    ["/a/b/../c", "/a/c"],
    ["/a/b/..", "/a"],
    ["/a/b/../", "/a/"],
    ["/..", "/"],
    ["/../", "/"],
    ["/a/...", "/a/..."],
    ["/a%20b", "/a%2520b"],
    ["/a b", "/a%20b"],
    ["/a+b;c=d@e", "/a%2Bb%3Bc%3Dd%40e"],
    ["/~a-b_c.d", "/~a-b_c.d"],
    ["/\t", "/%09"],
    ["/é😀x", "/%C3%A9%F0%9F%98%80x"],
  ])("%j is signed as %j", (path, canonical) => {
    expect(linesOf(path)[1]).toBe(canonical);
    expect(linesOf(`${path}?a=b`).slice(1, 3)).toEqual([canonical, "a=b"]);
  });
});

describe("the query", () => {
  test.each([
    ["", ""],
    ["a", "a="],
    ["a=", "a="],
    ["=a", "=a"],
    ["a=b=c", "a=b%3Dc"],
    ["b=1&a=2", "a=2&b=1"],
    ["a=2&a=1&a=10", "a=1&a=10&a=2"],
    ["a=1&a=1", "a=1&a=1"],
    ["b=1&a=2&B=3", "B=3&a=2&b=1"],
    ["&a=1&&b=2&", "a=1&b=2"],
    ["a=1?b", "a=1%3Fb"],
    ["a=%2f%2F", "a=%2F%2F"],
    ["a=%61%7e%2d%2E%5F%30%5A", "a=a~-._0Z"],
    ["a=%e1%88%b4", "a=%E1%88%B4"],
    ["a=ሴ", "a=%E1%88%B4"],
    ["a=%", "a=%25"],
    ["a=%2", "a=%252"],
    ["a=%zz", "a=%25zz"],
    ["a=%00", "a=%00"],
    ["a=b c+d", "a=b%20c%2Bd"],
    ["%62=1&a=2", "a=2&b=1"],
  ])("%j is signed as %j", (query, canonical) => {
    expect(linesOf(`/?${query}`).slice(1, 3)).toEqual(["/", canonical]);
  });
});
