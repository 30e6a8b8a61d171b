import { describe, expect, test } from "@jest/globals";
import { isHttpRefusal, isSaidByHttp } from "#suites/oracles/any-answer/http-layer.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { isServerFailure, readExchange } from "#protocol/answers/reply.ts";
import { anError, anExchange, aReply } from "#tests/suites/made-replies.ts";

function asking(path: string, exchange: Exchange): Exchange {
  return { ...exchange, request: { ...exchange.request, path } };
}

describe("what HTTP's own layer may say", () => {
  test.each([301, 308, 400, 403, 404, 405, 431, 499, 501])("%i says no", (status) => {
    expect(isHttpRefusal(aReply({ status }))).toBe(true);
  });

  test.each([200, 204, 500, 502, 503, 504])("%i does not", (status) => {
    expect(isHttpRefusal(aReply({ status }))).toBe(false);
  });

  test.each([...[302, 405, 406, 408, 411, 413, 414, 415, 417, 421, 426, 429, 431], ...[501, 502, 503, 504, 505]])(
    "%i without a type is HTTP's",
    (status) => {
      expect(isSaidByHttp(aReply({ status }))).toBe(true);
    },
  );

  test.each([200, 400, 403, 404, 409, 500])("%i without a type is the operation's", (status) => {
    expect(isSaidByHttp(aReply({ status }))).toBe(false);
  });

  test("an answer that names an error type is the operation's", () => {
    expect(isSaidByHttp(anError(405, "InvalidParameterException"))).toBe(false);
  });

  test("a 4xx to a path with escapes may come from a layer in front", () => {
    expect(isSaidByHttp(readExchange(asking("/clusters/%FF", anExchange({ status: 404 }))))).toBe(true);
  });

  test.each([
    ["UnknownOperationException", true],
    ["ResourceNotFoundException", false],
  ])("and then may be named %s: %s", (name, said) => {
    const { exchange } = anError(400, name);
    expect(isSaidByHttp(readExchange(asking("/clusters/%2Fa", exchange)))).toBe(said);
    expect(isSaidByHttp(readExchange(exchange))).toBe(false);
  });

  test.each([
    ["an escaped zero octet in the query", "/clusters?nextToken=%00"],
    ["a control character in the query", "/clusters?include=all%0A"],
    ["no escape at all in the query", "/clusters?nextToken=%zz"],
    ["a lone percent sign", "/clusters?nextToken=%"],
    ["no UTF-8 in the query", "/clusters?nextToken=%FF"],
    ["no escape at all in the path", "/clusters/%zz"],
    ["an encoded slash", "/clusters/a%2Fb"],
    ["an empty segment", "/clusters//a"],
    ["a step up at the end", "/clusters/.."],
    ["a step in the middle", "/clusters/./a"],
  ])("a refusal of %s may be", (_what, path) => {
    for (const status of [400, 404, 405, 411, 413, 414, 415, 417, 421, 431, 501, 505]) {
      expect(isSaidByHttp(readExchange(asking(path, anExchange({ status }))))).toBe(true);
    }
    expect(isSaidByHttp(readExchange(asking(path, anExchange({ status: 500 }))))).toBe(false);
    expect(isSaidByHttp(readExchange(asking(path, anError(400, "ClientException").exchange)))).toBe(false);
  });

  test.each([
    "/clusters?nextToken=a%3A%2F%C3%A4",
    "/clusters?nextToken=..//",
    "/clusters/..a",
    "/clusters/a.",
    "/clusters/-",
  ])("a 400 or 404 to %s is the operation's", (path) => {
    for (const status of [400, 404]) {
      expect(isSaidByHttp(readExchange(asking(path, anExchange({ status }))))).toBe(false);
    }
  });

  test("the path counts as it was before the endpoint's own was put before it", () => {
    const sent = asking("/at%20home/clusters/a", anExchange({ status: 400 }));
    const unsigned = { ...sent.request, path: "/clusters/a" };
    expect(isSaidByHttp(readExchange({ ...sent, unsigned }))).toBe(false);
  });

  test.each([
    [500, true],
    [501, false],
    [502, true],
    [499, false],
  ])("%i tells of a failure: %s", (status, failure) => {
    expect(isServerFailure(aReply({ status }))).toBe(failure);
  });
});
