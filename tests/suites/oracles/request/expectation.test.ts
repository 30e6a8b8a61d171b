import { describe, expect, test } from "@jest/globals";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import {
  assertLabel,
  bearsOut,
  classify,
  type Classification,
  type Label,
  type Problem,
} from "#suites/oracles/request/expectation.ts";
import type { Header, WireRequest } from "#protocol/exchange.ts";
import { contract, describeOperation, listOperation, register } from "#tests/suites/bundled-contract.ts";

const JSON_TYPE: Header = ["content-type", "application/json"];
const TOKEN = "t".repeat(40);
const INPUT: JsonObject = {
  name: "a",
  connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "OTHER" },
};

function post(body: string | Uint8Array, headers: readonly Header[] = [JSON_TYPE]): WireRequest {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return { method: "POST", path: "/cluster-registrations", headers, body: bytes };
}

const registration = (changes: JsonObject = {}): Classification =>
  classify(contract, post(JSON.stringify({ ...INPUT, ...changes })));
const text = (body: string): Classification => classify(contract, post(body));
const broken = ({ violations }: Classification): string[] => violations.map(({ keyword, at }) => `${keyword} ${at}`);

describe("before the members are looked at", () => {
  const refused = (problem: Problem, operation: Classification["operation"]): Classification => ({
    operation,
    expectation: "must-reject",
    problem,
    violations: [],
    unspecified: [],
  });

  test.each([
    ["GET", "/cluster-registrations"],
    ["POST", "/clusters"],
    ["POST", "/cluster-registrations/"],
    ["HEAD", "/clusters/a"],
  ])("%s %s belongs to no operation", (method, path) => {
    expect(classify(contract, { ...post("{}"), method, path })).toEqual(refused("route", undefined));
  });

  test.each<[readonly Header[]]>([
    [[]],
    [[["content-type", "text/plain"]]],
    [[["content-type", "application/x-amz-json-1.1"]]],
    [[["content-type", "application/hal+json"]]],
    [[["content-type", ""]]],
    [[["content-type", "charset=utf-8; application/json"]]],
    [[["content-type", "text/plain"], JSON_TYPE]],
  ])("the media type of %j is another", (headers) => {
    expect(classify(contract, post(JSON.stringify(INPUT), headers))).toEqual(refused("media-type", register));
  });

  test.each(["application/json", "Application/JSON", "application/json; charset=utf-8", " application/json ;q=1"])(
    "the media type %j is JSON",
    (value) => {
      expect(classify(contract, post(JSON.stringify(INPUT), [["Content-Type", value]])).expectation).toBe(
        "must-accept",
      );
    },
  );

  test.each(["text/html", "application/hal+json", "text/html, application/xml;q=0.9", "json", ""])(
    "accept: %s rules JSON out",
    (accept) => {
      const headers: Header[] = [JSON_TYPE, ["Accept", accept]];
      expect(classify(contract, post(JSON.stringify(INPUT), headers))).toEqual(refused("accept", register));
      const read = { method: "GET", path: "/clusters/a", headers };
      expect(classify(contract, read)).toEqual(refused("accept", describeOperation));
    },
  );

  test.each([
    "*/*",
    "application/*",
    "application/json",
    "APPLICATION/JSON",
    "text/html, application/json;q=0.9",
    "text/html,*/*;q=0.1",
  ])("accept: %s lets JSON in", (accept) => {
    const headers: Header[] = [JSON_TYPE, ["accept", accept]];
    expect(classify(contract, post(JSON.stringify(INPUT), headers)).expectation).toBe("must-accept");
  });

  test("an accept that rules JSON out comes before the media type, and both before the body", () => {
    expect(classify(contract, post("{", [["accept", "text/html"]])).problem).toBe("accept");
    expect(classify(contract, post("{", [["content-type", "text/html"]])).problem).toBe("media-type");
  });

  test.each<[string, Uint8Array]>([
    ["a byte that UTF-8 never has", Uint8Array.of(0x22, 0xff, 0x22)],
    ["an encoded half of a pair", Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ["an overlong slash", Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)],
    ["UTF-16 with its mark", Uint8Array.of(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00)],
  ])("%s is no UTF-8", (_what, bytes) => {
    expect(classify(contract, post(bytes))).toEqual(refused("encoding", register));
  });

  test.each(["", " ", "\r\n\t"])("%j is empty", (body) => {
    expect(text(body)).toEqual(refused("empty", register));
  });

  test.each(["{", "{'a':1}", '{"a":1,}', "NaN", '{"a":01}', '{"a":"\t"}', "{}{}", "\ufeff\ufeff{}", '{"a":\u00a01}'])(
    "%j is no JSON",
    (body) => {
      expect(text(body)).toEqual(refused("syntax", register));
    },
  );

  test("no body at all is empty too", () => {
    const { method, path, headers } = post("");
    expect(classify(contract, { method, path, headers }).problem).toBe("empty");
  });

  test.each(["[]", "null", "1", '"a"', "true", `[${JSON.stringify(INPUT)}]`, "\ufeffnull"])(
    "%s is no object",
    (body) => {
      expect(text(body)).toEqual(refused("not-an-object", register));
    },
  );
});

describe("a registration within all limits must be accepted", () => {
  test("and its input is read", () => {
    expect(registration()).toEqual({
      operation: register,
      expectation: "must-accept",
      violations: [],
      unspecified: [],
      input: INPUT,
    });
  });

  test.each<[string, JsonObject]>([
    ["the longest name", { name: "a".repeat(100) }],
    ["optional members that are null", { clientRequestToken: null, tags: null }],
    ["fifty tags", { tags: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, ""])) }],
    ["a key of 128 letters of two units each and a value of 256", { tags: { ["𐐀".repeat(128)]: "𐐀".repeat(256) } }],
    ["a token", { clientRequestToken: TOKEN }],
  ])("%s", (_what, changes) => {
    expect(registration(changes).expectation).toBe("must-accept");
  });

  test.each<[string, string]>([
    ["indented", JSON.stringify(INPUT, null, 2)],
    ["with white space around", ` \r\n\t${JSON.stringify(INPUT)}\n`],
    ["with escapes", JSON.stringify(INPUT).replace('"a"', '"\\u0061"')],
    [
      "with an escaped pair in a tag",
      `${JSON.stringify({ ...INPUT, tags: { a: "" } }).slice(0, -4)}"\\ud801\\udc00"}}`,
    ],
  ])("%s", (_what, body) => {
    expect(text(body).expectation).toBe("must-accept");
  });
});

describe("a registration past a limit must be refused", () => {
  test.each<[JsonObject, string]>([
    [{ name: "" }, "minLength /name"],
    [{ name: "a".repeat(101) }, "maxLength /name"],
    [{ name: "-a" }, "pattern /name"],
    [{ name: "a!!!" }, "pattern /name"],
    [{ name: "a\n" }, "pattern /name"],
    [{ name: null }, "type /name"],
    [{ name: 7 }, "type /name"],
    [{ connectorConfig: null }, "type /connectorConfig"],
    [{ connectorConfig: [] }, "type /connectorConfig"],
    [{ connectorConfig: { provider: "OTHER" } }, "required /connectorConfig"],
    [
      { connectorConfig: { ...(INPUT["connectorConfig"] as JsonObject), provider: "other" } },
      "enum /connectorConfig/provider",
    ],
    [{ clientRequestToken: 7 }, "type /clientRequestToken"],
    [{ tags: [] }, "type /tags"],
    [{ tags: { a: null } }, "type /tags/a"],
    [{ tags: { "": "a" } }, "minLength /tags/"],
    [{ tags: { ["k".repeat(129)]: "" } }, `maxLength /tags/${"k".repeat(129)}`],
    [{ tags: { a: "v".repeat(257) } }, "maxLength /tags/a"],
    [{ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ""])) }, "maxProperties /tags"],
  ])("%#", (changes, violation) => {
    const classification = registration(changes);
    expect(broken(classification)).toContain(violation);
    expect(classification).toMatchObject({ expectation: "must-reject", input: { ...INPUT, ...changes } });
    expect(classification.problem).toBeUndefined();
  });

  test("even when the sources are silent on another part of it", () => {
    expect(registration({ name: "", tags: {} })).toMatchObject({
      expectation: "must-reject",
      unspecified: ["empty-tags"],
    });
  });
});

describe("where the sources are silent nothing is expected", () => {
  test.each<[string, JsonObject]>([
    ["empty-tags", { tags: {} }],
    ["aws-tag-key", { tags: { "aws:a": "" } }],
    ["aws-tag-key", { tags: { "AwS:": "" } }],
    ["aws-tag-value", { tags: { a: "aws:\u2028" } }],
    ["odd-tag-key", { tags: { ["😀".repeat(128)]: "" } }],
    ["odd-tag-value", { tags: { a: "😀".repeat(256) } }],
    ["odd-tag-value", { tags: { a: "\n" } }],
    ["special-tag-key", { tags: JSON.parse('{"__proto__":"x"}') as JsonObject }],
    ["token-length", { clientRequestToken: "" }],
    ["token-length", { clientRequestToken: "t".repeat(32) }],
    ["token-length", { clientRequestToken: "t".repeat(127) }],
    ["role-arn-form", { connectorConfig: { roleArn: "agent", provider: "OTHER" } }],
    ["unknown-member", { hint: 1 }],
    ["unknown-member", { hint: null }],
    ["unknown-member", { connectorConfig: { ...(INPUT["connectorConfig"] as JsonObject), hint: 1 } }],
  ])("%s", (id, changes) => {
    expect(registration(changes)).toMatchObject({ expectation: "unspecified", unspecified: [id], violations: [] });
  });

  test.each<[string, string, ...string[]]>([
    ["duplicate-members", `{"name":"b",${JSON.stringify(INPUT).slice(1)}`],
    ["duplicate-members", `${JSON.stringify(INPUT).slice(0, -1)},"tags":{"a":"","a":""}}`],
    ["lone-surrogate", `${JSON.stringify(INPUT).slice(0, -1)},"tags":{"a":"\\ud800"}}`, "odd-tag-value"],
    ["odd-tag-value", `${JSON.stringify(INPUT).slice(0, -1)},"tags":{"a":"\\ud83d\\ude00"}}`],
    ["byte-order-mark", `\ufeff${JSON.stringify(INPUT)}`],
  ])("%s", (id, body, ...others) => {
    expect(text(body)).toMatchObject({ expectation: "unspecified", unspecified: [id, ...others] });
  });

  test.each<[string, string]>([
    ["a name given twice, once empty", `${JSON.stringify(INPUT).slice(0, -1)},"name":""}`],
    ["half a pair in the name", JSON.stringify(INPUT).replace('"a"', '"\\ud800"')],
    ["a byte order mark before a name too long", `\ufeff${JSON.stringify({ ...INPUT, name: "a".repeat(101) })}`],
  ])("%s breaks a limit in one reading only", (_what, body) => {
    const classification = text(body);
    expect(classification.violations).not.toEqual([]);
    expect(classification.expectation).toBe("unspecified");
  });

  test("a body too deep to be written again is no body with members named twice", () => {
    const deep = `${JSON.stringify(INPUT).slice(0, -1)},"hint":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    expect(text(deep)).toMatchObject({ expectation: "unspecified", unspecified: ["unknown-member"] });
  });

  test("nor does its depth hide members named twice", () => {
    const deep = `${JSON.stringify(INPUT).slice(0, -1)},"hint":${"[".repeat(20_000)}${"]".repeat(20_000)},"name":"b"}`;
    expect(text(deep).unspecified).toEqual(["duplicate-members", "unknown-member"]);
  });

  test("several classes are all named", () => {
    expect(registration({ tags: { "aws:a": "aws:b" }, hint: 1 }).unspecified).toEqual([
      "aws-tag-key",
      "aws-tag-value",
      "unknown-member",
    ]);
  });
});

describe("operations without a body", () => {
  const get = (path: string): Classification => classify(contract, { method: "GET", path, headers: [] });

  test.each<[string, string, JsonObject]>([
    ["/clusters", "must-accept", {}],
    ["/clusters?maxResults=1", "must-accept", { maxResults: 1 }],
    ["/clusters?maxResults=100&include=all", "must-accept", { maxResults: 100, include: ["all"] }],
    ["/clusters?maxResults=0", "must-reject", { maxResults: 0 }],
    ["/clusters?maxResults=101", "must-reject", { maxResults: 101 }],
    ["/clusters?maxResults=many", "must-reject", { maxResults: "many" }],
    ["/clusters?maxResults=1.5", "must-reject", { maxResults: 1.5 }],
    ["/clusters?maxResults=", "must-reject", { maxResults: "" }],
    ["/clusters?include=ALL", "must-reject", { include: ["ALL"] }],
    ["/clusters?include=all&include=none", "unspecified", { include: ["all", "none"] }],
    ["/clusters?include=", "unspecified", { include: [""] }],
    ["/clusters?nextToken=x", "unspecified", { nextToken: "x" }],
    ["/clusters?color=red", "unspecified", { color: "red" }],
    ["/clusters/a", "must-accept", { name: "a" }],
    ["/clusters/a%20b", "unspecified", { name: "a b" }],
    ["/clusters/a?name=b", "must-accept", { name: "a" }],
  ])("%s: %s", (path, expectation, input) => {
    expect(get(path)).toMatchObject({ expectation, input });
  });

  test("a body that they do not ask for is not looked at", () => {
    const request = { ...post("{"), method: "GET", path: "/clusters" };
    expect(classify(contract, request)).toMatchObject({ operation: listOperation, expectation: "must-accept" });
  });
});

test("labels of an operation with a body are part of its input, and win over the body's", () => {
  const members = register.members.map((member) =>
    member.name === "name" ? { ...member, in: "path" as const } : member,
  );
  const operation = { ...register, path: "/cluster-registrations/{name}", members };
  const labelled = { ...contract, operations: new Map([[operation.id, operation]]) };
  const request = (body: JsonValue) => ({ ...post(JSON.stringify(body)), path: "/cluster-registrations/b" });
  const { connectorConfig } = INPUT as { connectorConfig: JsonValue };
  expect(classify(labelled, request({ connectorConfig })).input).toEqual({ ...INPUT, name: "b" });
  expect(classify(labelled, request({ ...INPUT, name: "" }))).toMatchObject({
    expectation: "must-accept",
    input: { name: "b" },
  });
});

test("a request is read once, and by its own bytes", () => {
  const request = post(JSON.stringify(INPUT));
  expect(classify(contract, request)).toBe(classify(contract, request));
  expect(classify(contract, { ...request, body: new TextEncoder().encode(" ") })).toMatchObject({
    expectation: "must-reject",
    problem: "empty",
  });
});

describe("the bytes bear a label out", () => {
  const keeps: Label = { side: "accept" };
  const breaksLength: Label = { side: "reject", key: "/properties/name#maxLength" };
  const long = { name: "a".repeat(101) };

  test.each<[string, JsonObject, Label, boolean]>([
    ["that is kept", {}, keeps, true],
    ["that says kept, and is broken", long, keeps, false],
    ["that says kept, where the sources are silent", { hint: 1 }, keeps, false],
    ["that is broken", long, breaksLength, true],
    ["that says broken, and is kept", {}, breaksLength, false],
    ["that says broken, where another limit is", { name: "" }, breaksLength, false],
    ["that says broken, where the sources are silent", { hint: 1 }, breaksLength, false],
  ])("%s", (_what, changes, label, borne) => {
    expect(bearsOut(registration(changes), label)).toBe(borne);
  });

  test("of no operation neither", () => {
    const nowhere = classify(contract, { ...post("{}"), path: "/nowhere" });
    expect([keeps, breaksLength].map((label) => bearsOut(nowhere, label))).toEqual([false, false]);
  });

  test.each<[string, JsonObject, Label, string]>([
    ["a valid one that breaks a limit", long, keeps, "keep the contract, but breaks /properties/name#maxLength"],
    ["a broken one that breaks nothing", {}, breaksLength, "break /properties/name#maxLength, but breaks nothing"],
    ["one that breaks another limit", { name: "" }, breaksLength, "but breaks /properties/name#minLength"],
  ])("or the suite is wrong: %s", (_what, changes, label, complaint) => {
    expect(() => assertLabel("the case", label, registration(changes))).toThrow(complaint);
    expect(() => assertLabel("the case", label, registration(changes))).toThrow("the case was to");
  });

  test("a path of no operation is named", () => {
    const nowhere = classify(contract, { ...post("{}"), path: "/nowhere" });
    expect(() => assertLabel("the case", keeps, nowhere)).toThrow("but breaks route");
  });

  test("what may be read in two ways is as it says, whatever it says", () => {
    for (const label of [keeps, breaksLength]) assertLabel("the case", label, registration({ hint: 1 }));
  });
});
