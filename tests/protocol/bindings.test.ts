// Members outside a JSON body, there and back, by an invented service.
import { describe, expect, test } from "@jest/globals";
import { decodeAnswer } from "#protocol/answers/decode-answer.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Header } from "#protocol/exchange.ts";
import { matchRoute } from "#protocol/route.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";
import { smithyModel } from "#tests/spec/models/small-models.ts";

const read = (change: JsonObject = {}) =>
  readAnyContract(JSON.stringify(smithyModel(change)), "shop.json", () => undefined);
const contract = read();
const put = contract.operation("PutThing");
const INPUT = { thing: "ab", path: "x/y z", names: ["cd"] };

describe("a request", () => {
  test("has what always stands in the query, then members, then entries of maps that no member is named like", () => {
    const others = { max: "9", more: "&" };
    expect(encodeInput(put, { ...INPUT, limit: 3, others })?.path).toBe("/things/ab/x/y%20z?kind=new&max=3&more=%26");
  });

  test("has headers before the type of its body", () => {
    expect(encodeInput(put, { ...INPUT, marks: { a: "b" } })?.headers).toEqual([
      ["X-Mark-a", "b"],
      ["content-type", "application/json"],
    ]);
  });

  test.each<[JsonObject]>([
    [{ marks: 7 }],
    [{ since: "\n" }],
    [{ others: 7 }],
    [{ others: { a: {} } }],
    [{ limit: {} }],
  ])("can't hold %j", (change) => {
    expect(encodeInput(put, { ...INPUT, ...change })).toBeUndefined();
  });

  test("is found again by its path and query", () => {
    const request = encodeInput(put, INPUT);
    expect(matchRoute(contract, request ?? { method: "", path: "" })).toMatchObject({
      operation: { id: "PutThing" },
      labels: { thing: "ab", path: "x/y z" },
    });
    expect(matchRoute(contract, { method: "PUT", path: "/things/ab/x" })).toBeUndefined();
    expect(matchRoute(contract, { method: "PUT", path: "/things/ab?kind=new" })).toBeUndefined();
  });
});

test("of several paths that fit, the one with the fewest labels is meant", () => {
  const http = (uri: string) => ({
    type: "operation",
    traits: { "smithy.api#http": { method: "GET", uri } },
    input: { target: "a#Key" },
  });
  const shop = read({
    "a#Shop": {
      type: "service",
      version: "1",
      operations: [{ target: "a#Any" }, { target: "a#Own" }],
      traits: { "aws.protocols#restJson1": {} },
    },
    "a#Key": {
      type: "structure",
      members: {
        key: { target: "smithy.api#String", traits: { "smithy.api#httpLabel": {}, "smithy.api#required": {} } },
      },
    },
    "a#Any": http("/{key}"),
    "a#Own": { ...http("/own"), input: { target: "smithy.api#Unit" } },
  });
  expect(matchRoute(shop, { method: "GET", path: "/own" })?.operation.id).toBe("Own");
  expect(matchRoute(shop, { method: "GET", path: "/owned" })?.operation.id).toBe("Any");
});

describe("an answer", () => {
  const answer = (status: number, body: string, ...headers: Header[]) =>
    decodeAnswer(put, { status, headers, body: Buffer.from(body), truncated: false });

  test("has members in its status, its headers and its body", () => {
    expect(answer(201, '{"rate":"NaN","colour":null,"other":1}', ["etag", "x"])).toEqual({
      error: undefined,
      members: { status: 201, tag: "x", rate: "NaN" },
    });
  });

  test("is an error by its name", () => {
    expect(answer(418, '{"message":"m"}', ["x-amzn-errortype", "Broken"])).toEqual({
      error: "Broken",
      members: { message: "m" },
    });
  });

  test("of an error that the operation has not has no members", () => {
    expect(answer(400, '{"code":"Other","message":"m"}')).toEqual({ error: "Other", members: {} });
  });

  test("that is no JSON has no members", () => {
    expect(answer(200, "<html>").members).toEqual({ status: 200 });
  });
});
