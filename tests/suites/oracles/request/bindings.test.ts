// What the contract says of requests whose members stand in every place that restJson1 has, by an invented service.
import { describe, expect, test } from "@jest/globals";
import { encodeInput } from "#protocol/encode.ts";
import type { Header, WireRequest } from "#protocol/exchange.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import { smithyModel } from "#tests/spec/models/small-models.ts";

const member = (shape: string, traits: JsonObject = {}): JsonObject => ({
  target: shape,
  traits: Object.fromEntries(Object.entries(traits).map(([trait, value]) => [`smithy.api#${trait}`, value])),
});

/** An operation `name`, sent by PUT to /name, with the members of its input, and what it answers as its whole body. */
const operation = (name: string, members: JsonObject, uri = `/${name}`, answer?: JsonObject): JsonObject => ({
  [`a#${name}`]: {
    type: "operation",
    input: { target: `a#${name}In` },
    output: { target: `a#${name}Out` },
    traits: { "smithy.api#http": { method: "PUT", uri } },
  },
  [`a#${name}In`]: { type: "structure", members },
  [`a#${name}Out`]: { type: "structure", members: answer === undefined ? {} : { answer } },
});

const PAYLOAD = { httpPayload: {} };
const OPERATIONS: JsonObject = {
  ...operation("Place", { number: member("smithy.api#Integer", { httpLabel: {}, required: {} }) }, "/places/{number}"),
  ...operation("Head", {
    size: member("a#Small", { httpHeader: "X-Size" }),
    on: member("smithy.api#Boolean", { httpHeader: "X-On" }),
    names: member("a#Names", { httpHeader: "X-Names" }),
    marks: member("a#Labels", { httpPrefixHeaders: "X-Mark-" }),
    text: member("smithy.api#String"),
  }),
  ...operation("Bytes", { data: member("smithy.api#Blob", PAYLOAD) }, "/Bytes", member("smithy.api#Blob", PAYLOAD)),
  ...operation("MustBytes", { data: member("smithy.api#Blob", { ...PAYLOAD, required: {} }) }),
  ...operation("Picture", { data: member("a#Png", PAYLOAD) }),
  ...operation("Typed", {
    data: member("a#Png", PAYLOAD),
    type: member("smithy.api#String", { httpHeader: "Content-Type" }),
  }),
  ...operation("Text", { data: member("a#Colour", PAYLOAD) }),
  ...operation("Whole", { data: member("a#Tree", PAYLOAD) }),
  ...operation("Free", { data: member("smithy.api#Document", PAYLOAD) }),
};

const shop = smithyModel({
  "a#Shop": {
    type: "service",
    version: "1",
    operations: ["PutThing", "Place", "Head", "Bytes", "MustBytes", "Picture", "Typed", "Text", "Whole", "Free"].map(
      (name) => ({ target: `a#${name}` }),
    ),
    traits: { "aws.protocols#restJson1": {} },
  },
  "a#Small": { type: "integer", traits: { "smithy.api#range": { max: 5 } } },
  "a#Png": { type: "blob", traits: { "smithy.api#mediaType": "image/png" } },
  ...OPERATIONS,
});
const contract = readAnyContract(JSON.stringify(shop), "shop.json", () => undefined);

const sent = (name: string, input: JsonObject): WireRequest => {
  const request = encodeInput(contract.operation(name), input);
  if (request === undefined) throw new Error(`${name} can't hold ${JSON.stringify(input)}`);
  return request;
};

const saidOf = (request: WireRequest): unknown => {
  const { expectation, problem, violations, unspecified } = classify(contract, request);
  return (
    problem ?? (violations.map(({ keyword, at }) => `${keyword} ${at}`).join() || unspecified.join() || expectation)
  );
};

const put = (path: string, body: string | Uint8Array, ...headers: Header[]): WireRequest => ({
  method: "PUT",
  path,
  headers,
  body: typeof body === "string" ? Buffer.from(body) : body,
});

/** Bytes that are not UTF-8. */
const ODD = Uint8Array.of(0xff, 0xd8, 0x31);

test.each<[string, JsonObject]>([
  ["PutThing", { thing: "ab", path: "x/y z", names: ["cd"], limit: 3, others: { more: "&" }, marks: { a: "b" } }],
  ["PutThing", { thing: "ab", path: "x", names: ["cd"], since: "Thu, 01 Jan 1970 00:00:00 GMT" }],
  ["Place", { number: 7 }],
  ["Head", { size: 5, on: false, names: ["ab", "cd"], marks: { one: "1", two: "2" }, text: "t" }],
  ["Bytes", { data: "{not JSON" }],
  ["Bytes", {}],
  ["Picture", { data: "png" }],
  ["Text", { data: "red" }],
  ["Whole", { data: { leaf: "l", below: [{}] } }],
  ["Free", { data: [1, "two", null] }],
])("%s with %j is read as it was sent, and must be taken", (name, input) => {
  const said = classify(contract, sent(name, input));
  expect(said.input).toEqual(input);
  expect(said).toMatchObject({ operation: { id: name }, expectation: "must-accept", violations: [] });
});

describe("a member is judged where it stands:", () => {
  test.each<[what: string, request: WireRequest, said: string]>([
    ["a label of digits", put("/places/7", ""), "must-accept"],
    ["a label of letters", put("/places/seven", ""), "type /number"],
    ["a parameter", sent("PutThing", { thing: "ab", path: "x", names: ["cd"], limit: 6 }), "maximum /limit"],
    ["a header out of bounds", sent("Head", { size: 6 }), "maximum /size"],
    [
      "a header of another type",
      put("/Head", "{}", ["X-SIZE", "big"], ["content-type", "application/json"]),
      "type /size",
    ],
    [
      "a truth value in a header",
      put("/Head", "{}", ["x-on", "yes"], ["content-type", "application/json"]),
      "type /on",
    ],
    ["an item of a header", sent("Head", { names: ["ab", "x"] }), "minLength /names/1"],
    ["a text", sent("Text", { data: "blue" }), "enum /data"],
    ["a structure", sent("Whole", { data: { leaf: 7 } }), "type /data/leaf"],
    ["no object for a structure", put("/Whole", "[]", ["content-type", "application/json"]), "type /data"],
  ])("%s", (_what, request, said) => {
    expect(saidOf(request)).toBe(said);
  });
});

describe("a body that is one member:", () => {
  test.each<[what: string, request: WireRequest, said: string]>([
    ["bytes of any type", put("/Bytes", ODD, ["content-type", "image/gif"]), "must-accept"],
    ["bytes of no type", put("/Bytes", ODD), "must-accept"],
    ["bytes of the model's type", put("/Picture", ODD, ["content-type", "image/png"]), "must-accept"],
    ["bytes of another type", put("/Picture", ODD, ["content-type", "image/gif"]), "media-type"],
    ["bytes whose type is a member", put("/Typed", ODD, ["content-type", "image/gif"]), "must-accept"],
    ["text of another type", put("/Text", "red", ["content-type", "application/json"]), "media-type"],
    ["text that is not UTF-8", put("/Text", ODD, ["content-type", "text/plain"]), "encoding"],
    ["JSON of another type", put("/Whole", "{}", ["content-type", "text/plain"]), "media-type"],
    ["JSON that ends early", put("/Whole", "{", ["content-type", "application/json"]), "syntax"],
    ["a blank", put("/Free", " ", ["content-type", "application/json"]), "empty"],
    ["nothing, where nothing is needed", put("/Whole", ""), "must-accept"],
    ["nothing, where bytes must be", put("/MustBytes", ""), "empty-payload"],
    ["a member named twice", put("/Free", '{"a":1,"a":2}', ["content-type", "application/json"]), "duplicate-members"],
  ])("%s", (_what, request, said) => {
    expect(saidOf(request)).toBe(said);
  });
});

test("what is asked for must fit what the operation answers with", () => {
  const asking = (name: string, accept: string) => saidOf({ ...sent(name, {}), headers: [["accept", accept]] });
  expect(asking("Bytes", "image/png")).toBe("must-accept");
  expect(asking("Picture", "image/png")).toBe("accept");
});
