import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { InputMember, Operation } from "#spec/contract/operation.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Header, WireRequest } from "#protocol/exchange.ts";
import { ANY_BYTES, takesBody, readRequestBody } from "#suites/oracles/request/request-body.ts";
import { describeOperation, register } from "#tests/suites/bundled-contract.ts";

const JSON_TYPE = "application/json";
const type = (value: string): Header[] => [["Content-Type", value]];

function request(body: string | Uint8Array | undefined, headers: readonly Header[] = type(JSON_TYPE)): WireRequest {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return { method: "POST", path: "/cluster-registrations", headers, ...(bytes !== undefined && { body: bytes }) };
}

const read = (...args: Parameters<typeof request>) => readRequestBody(register, request(...args));

/** An operation whose input has these members. */
const withMembers = (...members: readonly Partial<InputMember>[]): Operation => ({
  ...register,
  members: members.map(
    (member) => ({ name: "data", wireName: "data", required: false, schema: {}, ...member }) as InputMember,
  ),
});

describe("an operation has a body", () => {
  test.each<[boolean, readonly InputMember["in"][]]>([
    [true, ["body"]],
    [true, ["path", "body"]],
    [true, ["payload"]],
    [false, ["path", "query", "header"]],
    [false, []],
  ])("%p with members in %j", (has, places) => {
    expect(takesBody(withMembers(...places.map((place) => ({ in: place }))))).toBe(has);
  });

  test("or reads none, whatever is sent", () => {
    expect(readRequestBody(describeOperation, request("{", type("text/html")))).toEqual({ members: {}, silent: [] });
  });
});

describe("a JSON object", () => {
  test("is its members, as JSON has it", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ stringUnit: "grapheme" })),
        (members) => {
          const text = JSON.stringify(members);
          expect(read(text)).toEqual({ members: JSON.parse(text) as JsonObject, silent: [] });
        },
      ),
    );
  });

  test.each([
    [JSON_TYPE],
    ["APPLICATION/JSON"],
    ["application/json; charset=utf-8"],
    ["application/json;charset=iso-8859-1"],
    [" application/json "],
  ])("may be sent as %j", (value) => {
    expect(read("{}", type(value))).toEqual({ members: {}, silent: [] });
  });

  test.each<[what: string, headers: readonly Header[]]>([
    ["nothing", []],
    ["an empty type", type("")],
    ["text", type("text/plain")],
    ["AWS's other JSON", type("application/x-amz-json-1.1")],
    ["problem JSON", type("application/problem+json")],
    ["two types in one", type("application/json, text/plain")],
  ])("is none as %s", (_what, headers) => {
    expect(read("{}", headers)).toEqual({ problem: "media-type" });
  });

  test.each<[string, string | Uint8Array | undefined, string]>([
    ["no body", undefined, "empty"],
    ["an empty body", "", "empty"],
    ["white space", " \t\r\n", "empty"],
    ["a byte order mark", "\ufeff", "empty"],
    ["a byte order mark and a space", "\ufeff ", "empty"],
    ["a no-break space", "\u00a0", "syntax"],
    ["a form feed", "\f", "syntax"],
    ["half an object", "{", "syntax"],
    ["two values", "{}{}", "syntax"],
    ["two byte order marks", "\ufeff\ufeff{}", "syntax"],
    ["a byte order mark behind", "{}\ufeff", "syntax"],
    ["a comma too many", '{"a":1,}', "syntax"],
    ["single quotes", "{'a':1}", "syntax"],
    ["NaN", '{"a":NaN}', "syntax"],
    ["a list", "[]", "not-an-object"],
    ["null", "null", "not-an-object"],
    ["a text", '"{}"', "not-an-object"],
    ["a number", "0", "not-an-object"],
    ["half a character", Uint8Array.of(0x22, 0xc3, 0x22), "encoding"],
    ["a surrogate in UTF-8", Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), "encoding"],
    ["UTF-16 with its mark", Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0), "encoding"],
    ["UTF-16 without a mark", Uint8Array.of(0x7b, 0, 0x7d, 0), "syntax"],
  ])("is not read from %s: %#", (_what, body, problem) => {
    expect(read(body)).toEqual({ problem });
  });

  test("the media type is looked at first, and then the encoding", () => {
    expect(read(Uint8Array.of(0xff), type("text/plain"))).toEqual({ problem: "media-type" });
    expect(read(Uint8Array.of(0xff, 0x7b))).toEqual({ problem: "encoding" });
  });
});

describe("what the sources are silent on", () => {
  test.each<[what: string, text: string, silent: readonly string[]]>([
    ["a byte order mark", "\ufeff{}", ["byte-order-mark"]],
    ["a member twice", '{"a":1,"a":1}', ["duplicate-members"]],
    ["a member twice, once escaped", '{"a":1,"\\u0061":2}', ["duplicate-members"]],
    ["a member twice, deep", '{"a":[{"b":1,"b":2}]}', ["duplicate-members"]],
    ["the same member in two objects", '{"a":{"x":1},"b":{"x":1}}', []],
    ["a member and its text", '{"a":"a"}', []],
    ["half a pair", '{"a":"\\ud83d"}', ["lone-surrogate"]],
    ["the other half", '{"a":"\\uDE00 "}', ["lone-surrogate"]],
    ["the halves in the wrong order", '{"a":"\\ude00\\ud83d"}', ["lone-surrogate"]],
    ["half a pair in a key", '{"\\ud83d":1}', ["lone-surrogate"]],
    ["half a pair in one of two members of a name", '{"a":"\\ud83d","a":1}', ["duplicate-members", "lone-surrogate"]],
    ["a pair", '{"a":"\\ud83d\\ude00"}', []],
    ["a pair of which one half is escaped", '{"a":"\\\\ud83d"}', []],
    ["all at once", '\ufeff{"a":"\\ud83d","a":1 }', ["byte-order-mark", "duplicate-members", "lone-surrogate"]],
    ["white space alone", ' { "a" : 1 } ', []],
    ["a number written otherwise", '{"a":1.0}', []],
  ])("%s", (_what, text, silent) => {
    expect(read(text)).toMatchObject({ silent });
  });

  test("is found below any depth", () => {
    const deep = (inner: string) => `{"a":${"[".repeat(20_000)}${inner}${"]".repeat(20_000)}}`;
    expect(read(deep('"\\ud83d\\ude00"'))).toMatchObject({ silent: [] });
    expect(read(deep('"\\ud83d"'))).toMatchObject({ silent: ["lone-surrogate"] });
    expect(read(deep('{"b":1,"b":2}'))).toMatchObject({ silent: ["duplicate-members"] });
  });
});

describe("a member that is the whole body", () => {
  const payload = (member: Partial<InputMember>, ...more: readonly Partial<InputMember>[]) =>
    withMembers({ in: "payload", ...member }, ...more);
  const TEXT = { mediaType: "text/plain" };
  const BLOB = { mediaType: ANY_BYTES, schema: { contentMediaType: ANY_BYTES } };

  test.each<
    [what: string, operation: Operation, body: string | Uint8Array, headers: readonly Header[], data: JsonValue]
  >([
    ["a structure", payload({}), '{"a":1}', type(JSON_TYPE), { a: 1 }],
    ["a value of JSON that is no object", payload({}), "7", type(JSON_TYPE), 7],
    ["a text", payload(TEXT), "h\u00e9", type("text/plain"), "h\u00e9"],
    ["a text that looks like JSON", payload(TEXT), "{}", type("text/plain"), "{}"],
    ["bytes of any type", payload(BLOB), "x", type("image/png"), "x"],
    ["bytes of no type", payload(BLOB), "x", [], "x"],
    ["a text whose type is a member", payload(TEXT, { in: "header", wireName: "Content-Type" }), "x", type("a/b"), "x"],
  ])("%s", (_what, operation, body, headers, data) => {
    expect(readRequestBody(operation, request(body, headers))).toEqual({ members: { data }, silent: [] });
  });

  test("bytes need not be text", () => {
    expect(readRequestBody(payload(BLOB), request(Uint8Array.of(0xff, 0xfe), []))).not.toHaveProperty("problem");
  });

  test.each<
    [what: string, operation: Operation, body: string | Uint8Array, headers: readonly Header[], problem: string]
  >([
    ["a structure of another type", payload({}), "{}", type("text/plain"), "media-type"],
    ["a structure that is no JSON", payload({}), "{", type(JSON_TYPE), "syntax"],
    ["a text of another type", payload(TEXT), "x", type(JSON_TYPE), "media-type"],
    ["a text of no type", payload(TEXT), "x", [], "media-type"],
    ["a text that is none", payload(TEXT), Uint8Array.of(0xff), type("text/plain"), "encoding"],
    [
      "a text beside another header",
      payload(TEXT, { in: "header", wireName: "X-Type" }),
      "x",
      type("a/b"),
      "media-type",
    ],
    [
      "a text beside a member of the query of that name",
      payload(TEXT, { in: "query", wireName: "content-type" }),
      "x",
      type("a/b"),
      "media-type",
    ],
  ])("not %s", (_what, operation, body, headers, problem) => {
    expect(readRequestBody(operation, request(body, headers))).toEqual({ problem });
  });

  test.each<[what: string, member: Partial<InputMember>, members: JsonObject, silent: readonly string[]]>([
    ["is not there", {}, {}, []],
    ["is an empty object where it must be there", { required: true }, { data: {} }, ["empty-payload"]],
    ["is an empty text where it must be there", { ...TEXT, required: true }, { data: "" }, ["empty-payload"]],
  ])("that is empty %s, whatever type it has", (_what, member, members, silent) => {
    for (const body of ["", undefined]) {
      expect(readRequestBody(payload(member), request(body, type("a/b")))).toEqual({ members, silent });
    }
  });

  test("in JSON is silent where JSON is", () => {
    expect(readRequestBody(payload({}), request('\ufeff{"a":1,"a":2}'))).toEqual({
      members: { data: { a: 2 } },
      silent: ["byte-order-mark", "duplicate-members"],
    });
  });

  test("goes before members in the body", () => {
    const both = withMembers({ in: "body", name: "other" }, { in: "payload" });
    expect(readRequestBody(both, request('{"other":1}'))).toEqual({ members: { data: { other: 1 } }, silent: [] });
  });
});
