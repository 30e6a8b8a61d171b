import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { encodeInput } from "#protocol/encode.ts";
import { percentEncoded } from "#protocol/path-label.ts";
import { decodeQuery } from "#protocol/query.ts";
import { matchRoute } from "#protocol/route.ts";
import { contract, describeOperation, listOperation, register } from "#tests/suites/bundled-contract.ts";
import { anOperation } from "#tests/helpers/invented-operation.ts";

const deregister = contract.operation("DeregisterCluster");
const wellFormed = fc.string({ unit: "binary", maxLength: 40 }).filter((text) => text.isWellFormed());

function encoded(...given: Parameters<typeof encodeInput>): WireRequest {
  const request = encodeInput(...given);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return request;
}

describe("labels", () => {
  test.each([
    ["a-Z_0.9~", "a-Z_0.9~"],
    ["a b", "a%20b"],
    ["a/b?c#d%e", "a%2Fb%3Fc%23d%25e"],
    ["!'()*", "%21%27%28%29%2A"],
    ["é😀", "%C3%A9%F0%9F%98%80"],
    ["\u0000\n", "%00%0A"],
    ["+&=:@", "%2B%26%3D%3A%40"],
    ["\ud800", "%EF%BF%BD"],
  ])("%j is written %s", (text, written) => {
    expect(percentEncoded(text)).toBe(written);
  });

  test("nothing but unreserved characters and percent signs is written", () => {
    fc.assert(
      fc.property(
        wellFormed,
        (text) => void expect(percentEncoded(text)).toMatch(/^([A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/),
      ),
    );
  });

  test("law: a label comes out of the route as it went into the path", () => {
    fc.assert(
      fc.property(
        wellFormed.filter((text) => text !== ""),
        fc.constantFrom(describeOperation, deregister),
        (name, operation) => {
          const request = encoded(operation, { name });
          expect(request).toEqual({ method: operation.method, path: request.path, headers: [] });
          expect(matchRoute(contract, request)).toEqual({ operation, labels: { name }, query: "" });
        },
      ),
    );
  });

  test.each<[JsonObject]>([[{}], [{ name: "" }], [{ name: null }], [{ name: 7 }], [{ name: ["a"] }], [{ name: {} }]])(
    "%j fits into no path",
    (input) => {
      expect(encodeInput(describeOperation, input)).toBeUndefined();
    },
  );

  test("a template may hold several labels, or one of them twice", () => {
    const operation = anOperation("GET", "/a/{x}/b/{y}/{x}", { x: ["path", {}], y: ["path", {}] });
    expect(encoded(operation, { x: "1/", y: "$&" }).path).toBe("/a/1%2F/b/%24%26/1%2F");
  });
});

describe("queries", () => {
  const listing = fc.record(
    {
      maxResults: fc.integer(),
      nextToken: wellFormed,
      include: fc.array(wellFormed, { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: [] },
  );

  test("law: a query comes out of the request as it went in", () => {
    fc.assert(
      fc.property(listing, (input) => {
        const request = encoded(listOperation, input as JsonObject);
        const route = matchRoute(contract, request);
        expect(route).toMatchObject({ operation: listOperation, labels: {} });
        expect(decodeQuery(listOperation, route?.query ?? "")).toEqual(input);
      }),
    );
  });

  test.each<[JsonObject, string]>([
    [{}, "/clusters"],
    [{ maxResults: null, nextToken: null }, "/clusters"],
    [{ include: [] }, "/clusters"],
    [{ maxResults: 1, nextToken: "", include: ["all", ""] }, "/clusters?maxResults=1&nextToken=&include=all&include="],
    [{ maxResults: 1.5 }, "/clusters?maxResults=1.5"],
    [{ maxResults: true }, "/clusters?maxResults=true"],
    [{ nextToken: "a&b=c+d %" }, "/clusters?nextToken=a%26b%3Dc%2Bd%20%25"],
    [{ include: "all" }, "/clusters?include=all"],
  ])("%j", (input, path) => {
    expect(encoded(listOperation, input)).toEqual({ method: "GET", path, headers: [] });
  });

  test.each<[JsonObject]>([
    [{ maxResults: {} }],
    [{ include: [null] }],
    [{ include: [["all"]] }],
    [{ nextToken: { a: 1 } }],
  ])("%j fits into no query", (input) => {
    expect(encodeInput(listOperation, input)).toBeUndefined();
  });

  test("names are encoded too", () => {
    const operation = anOperation("GET", "/", { "a b": ["query", { type: "string" }] });
    expect(encoded(operation, { "a b": "c" }).path).toBe("/?a%20b=c");
  });
});

describe("a query as it is read", () => {
  const typed = anOperation("GET", "/", {
    whole: ["query", { type: "integer" }],
    number: ["query", { type: ["number", "null"] }],
    flag: ["query", { type: "boolean" }],
    text: ["query", { type: "string" }],
    many: ["query", { type: "array", items: { type: "integer" } }],
    loose: ["query", { type: "array" }],
    label: ["path", { type: "string" }],
  });

  test.each<[string, JsonObject]>([
    ["", {}],
    ["whole=7", { whole: 7 }],
    ["whole=-7&whole=8", { whole: 8 }],
    ["whole=007", { whole: 7 }],
    ["whole=1.5", { whole: 1.5 }],
    ["whole=1e3", { whole: "1e3" }],
    ["whole=%2B1", { whole: "+1" }],
    ["whole=", { whole: "" }],
    ["whole=7x", { whole: "7x" }],
    ["whole=x7", { whole: "x7" }],
    ["whole=1.", { whole: "1." }],
    ["number=-0.25", { number: -0.25 }],
    ["flag=true", { flag: true }],
    ["flag=false", { flag: false }],
    ["flag=True", { flag: "True" }],
    ["flag=1", { flag: "1" }],
    ["text=7", { text: "7" }],
    ["text=true", { text: "true" }],
    ["text=a+b", { text: "a b" }],
    ["many=1", { many: [1] }],
    ["many=1&many=x&many=2", { many: [1, "x", 2] }],
    ["loose=1", { loose: ["1"] }],
    ["unknown=1", { unknown: "1" }],
    ["label=1", { label: "1" }],
    ["text", { text: "" }],
  ])("%j", (query, input) => {
    expect(decodeQuery(typed, query)).toEqual(input);
  });
});

describe("bodies", () => {
  const text = (request: WireRequest) => new TextDecoder().decode(request.body);
  const input = { name: "a", tags: { b: "é😀" } };

  test("hold the input as JSON, and say so", () => {
    const request = encoded(register, input);
    expect(request).toMatchObject({
      method: "POST",
      path: "/cluster-registrations",
      headers: [["content-type", "application/json"]],
    });
    expect(text(request)).toBe(JSON.stringify(input));
  });

  test("lack what stands in path and query", () => {
    const operation = anOperation("PUT", "/x/{id}", { id: ["path", {}], at: ["query", {}], rest: ["body", {}] });
    const request = encoded(operation, { id: "1", at: 2, rest: { id: 3 }, other: null });
    expect(request.path).toBe("/x/1?at=2");
    expect(text(request)).toBe('{"rest":{"id":3},"other":null}');
  });

  test("keep a member called __proto__, whether or not others stand elsewhere", () => {
    const odd = JSON.parse('{"id":"1","__proto__":{"a":"b"}}') as JsonObject;
    const operation = anOperation("PUT", "/x/{id}", { id: ["path", {}], rest: ["body", {}] });
    expect(text(encoded(operation, odd))).toBe('{"__proto__":{"a":"b"}}');
    expect(text(encoded(register, odd))).toBe('{"id":"1","__proto__":{"a":"b"}}');
  });
});

describe("routes", () => {
  const route = (method: string, path: string): JsonValue => {
    const found = matchRoute(contract, { method, path });
    return found === undefined ? null : [found.operation.id, found.labels, found.query];
  };

  test.each<[string, string, JsonValue]>([
    ["POST", "/cluster-registrations", ["RegisterCluster", {}, ""]],
    ["POST", "/cluster-registrations?a=b?c", ["RegisterCluster", {}, "a=b?c"]],
    ["GET", "/clusters", ["ListClusters", {}, ""]],
    ["GET", "/clusters?", ["ListClusters", {}, ""]],
    ["GET", "/clusters/a", ["DescribeCluster", { name: "a" }, ""]],
    ["GET", "/clusters/%61%2f", ["DescribeCluster", { name: "a/" }, ""]],
    ["GET", "/clusters/%2561", ["DescribeCluster", { name: "%61" }, ""]],
    ["DELETE", "/cluster-registrations/a", ["DeregisterCluster", { name: "a" }, ""]],
    ["post", "/cluster-registrations", null],
    ["PUT", "/cluster-registrations", null],
    ["GET", "/cluster-registrations", null],
    ["POST", "/clusters", null],
    ["POST", "/cluster-registrations/", null],
    ["POST", "//cluster-registrations", null],
    ["POST", "/Cluster-registrations", null],
    ["POST", "/cluster-registration%73", null],
    ["POST", "/cluster-registrations/a", null],
    ["GET", "/clusters/", null],
    ["GET", "/clusters/a/b", null],
    ["GET", "/clusters/%", null],
    ["GET", "/clusters/%ff", null],
    ["GET", "", null],
  ])("%s %s", (method, path, found) => {
    expect(route(method, path)).toEqual(found);
  });
});
