// What headers of a success say of the members that they carry, by an invented service.
import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { deriveRequirements } from "#spec/derived/derive.ts";
import { readAnyContract } from "#spec/models/contract-of-model.ts";
import { judgeExchange } from "#suites/oracles/any-answer/every-exchange.ts";
import { judgeAccepted } from "#suites/oracles/accepted.ts";
import { judgePlain } from "#suites/service/judging/answers/judge-plain.ts";
import { smithyModel } from "#tests/spec/models/small-models.ts";
import { aReply, JSON_TYPE } from "#tests/suites/made-replies.ts";
import { findingOf, hear } from "#tests/suites/oracles/findings.ts";

const member = (shape: string, traits: JsonObject = {}): JsonObject => ({
  target: shape,
  traits: Object.fromEntries(Object.entries(traits).map(([trait, value]) => [`smithy.api#${trait}`, value])),
});
const header = (shape: string, name: string, traits: JsonObject = {}) => member(shape, { httpHeader: name, ...traits });

const members: JsonObject = {
  size: header("smithy.api#Integer", "X-Size"),
  share: header("smithy.api#Float", "X-Share"),
  on: header("smithy.api#Boolean", "X-On"),
  made: header("smithy.api#Timestamp", "X-Made"),
  read: header("smithy.api#Timestamp", "X-Read", { timestampFormat: "date-time" }),
  colour: header("a#Colour", "X-Colour"),
  sizes: header("a#Sizes", "X-Sizes"),
  times: header("a#Times", "X-Times"),
  text: header("smithy.api#String", "X-Text"),
  marks: member("a#Labels", { httpPrefixHeaders: "X-Mark-" }),
  code: member("smithy.api#Integer", { httpResponseCode: {} }),
};

const contract = readAnyContract(
  JSON.stringify(
    smithyModel({
      "a#PutThingOutput": { type: "structure", members },
      "a#Sizes": { type: "list", member: member("smithy.api#Integer") },
      "a#Times": { type: "list", member: member("smithy.api#Timestamp") },
    }),
  ),
  "shop.json",
  () => undefined,
);
const operation = contract.operation("PutThing");
const DATE = "Mon, 16 Dec 2019 23:48:18 GMT";

const found = (name: string, value: string) => {
  const reply = aReply({ status: 201, headers: [JSON_TYPE, [name, value]], body: {} });
  return hear(judgeExchange(reply, operation));
};

describe("a member in a header", () => {
  test.each([
    ["size", "X-Size", "7", "met"],
    ["size", "x-size", "seven", "missed"],
    ["size", "X-Size", "1.5", "missed"],
    ["share", "X-Share", "1.5", "met"],
    ["share", "X-Share", "1.5E-3", "met"],
    ["share", "X-Share", "NaN", "met"],
    ["share", "X-Share", "half", "missed"],
    ["on", "X-On", "true", "met"],
    ["on", "X-On", "yes", "missed"],
    ["made", "X-Made", DATE, "met"],
    ["made", "X-Made", "Mon, 16 Dec 2019 23:48:18.123 GMT", "met"],
    ["made", "X-Made", "Sunday, 06-Nov-94 08:49:37 GMT", "met"],
    ["made", "X-Made", "1576540098", "missed"],
    ["made", "X-Made", "yesterday", "missed"],
    ["read", "X-Read", "2019-12-16T23:48:18Z", "met"],
    ["read", "X-Read", "2019-12-16T23:48:18+01:00", "met"],
    ["read", "X-Read", DATE, "missed"],
    ["colour", "X-Colour", "red", "met"],
    ["colour", "X-Colour", "blue", "missed"],
    ["sizes", "X-Sizes", "1, 2,3", "met"],
    ["sizes", "X-Sizes", "1, two", "missed"],
    ["times", "X-Times", `${DATE}, ${DATE}`, "met"],
    ["times", "X-Times", "soon, later", "missed"],
  ])("%s: %s: %s is %s", (name, wire, value, grade) => {
    expect(findingOf(found(wire, value), `put-thing.response.${name}`)?.grade).toBe(grade);
  });

  test.each(["X-Size", "X-Sizes", "X-Made"])("%s without a value says nothing", (wire) => {
    expect(found(wire, "").filter(({ requirement }) => /response\.(size|made)/.test(requirement))).toEqual([]);
  });

  test("has a requirement where some text is no value of it", () => {
    const derived = deriveRequirements(contract).filter(({ id }) => id.startsWith("put-thing.response."));
    expect(derived.map(({ id, title }) => `${id}: ${title}`)).toEqual([
      "put-thing.response.body: The body of a success response is an object.",
      "put-thing.response.size: `size`, where the header `X-Size` is present, is an integer.",
      "put-thing.response.share: `share`, where the header `X-Share` is present, is a number.",
      "put-thing.response.on: `on`, where the header `X-On` is present, is true or false.",
      "put-thing.response.made: `made`, where the header `X-Made` is present, is an HTTP date.",
      "put-thing.response.read: `read`, where the header `X-Read` is present, is a time of RFC 3339.",
      "put-thing.response.colour: `colour`, where the header `X-Colour` is present, is one of red.",
      "put-thing.response.sizes: `sizes`, where the header `X-Sizes` is present, is a list, each item an integer.",
      "put-thing.response.times: `times`, where the header `X-Times` is present, is a list, each item an HTTP date.",
    ]);
  });
});

describe("a member that is the status", () => {
  test.each([
    [201, "met"],
    [202, "met"],
    [302, "missed"],
  ])("%i of a success is %s", (status, grade) => {
    expect(judgeAccepted(aReply({ status, body: {} }), operation).grade).toBe(grade);
  });

  test("makes any success one of a plain request", () => {
    const reply = aReply({ status: 202, body: {} });
    expect(judgePlain(reply, operation, { status: "implemented", reason: "202" }).grade).toBe("met");
  });
});
