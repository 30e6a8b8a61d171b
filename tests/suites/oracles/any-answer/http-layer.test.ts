import { describe, expect, test } from "@jest/globals";
import { isHttpRefusal, isSaidByHttp } from "#suites/oracles/any-answer/http-layer.ts";
import { isServerFailure, readExchange } from "#protocol/answers/reply.ts";
import { anError, anExchange, aReply } from "#tests/suites/made-replies.ts";

describe("what HTTP's own layer may say", () => {
  test.each([301, 308, 400, 403, 404, 405, 431, 499, 501])("%i says no", (status) => {
    expect(isHttpRefusal(aReply({ status }))).toBe(true);
  });

  test.each([200, 204, 500, 502, 503, 504])("%i does not", (status) => {
    expect(isHttpRefusal(aReply({ status }))).toBe(false);
  });

  test.each([...[302, 405, 406, 408, 411, 413, 414, 415, 417, 426, 429, 431], ...[501, 502, 503, 504]])(
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
    const exchange = anExchange({ status: 404 });
    const escaped = { ...exchange, request: { ...exchange.request, path: "/clusters/%FF" } };
    expect(isSaidByHttp(readExchange(escaped))).toBe(true);
  });

  test.each([
    ["UnknownOperationException", true],
    ["ResourceNotFoundException", false],
  ])("and then may be named %s: %s", (name, said) => {
    const { exchange } = anError(400, name);
    const escaped = { ...exchange, request: { ...exchange.request, path: "/clusters/%2Fa" } };
    expect(isSaidByHttp(readExchange(escaped))).toBe(said);
    expect(isSaidByHttp(readExchange(exchange))).toBe(false);
  });

  test("escapes in the query do not count", () => {
    const exchange = anExchange({ status: 404 });
    const escaped = { ...exchange, request: { ...exchange.request, path: "/clusters?nextToken=%FF" } };
    expect(isSaidByHttp(readExchange(escaped))).toBe(false);
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
