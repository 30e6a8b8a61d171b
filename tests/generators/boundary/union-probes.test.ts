import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { unionProbes } from "#generators/boundary/union-probes.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const TEXT: JsonSchema = { type: "string", maxLength: 3 };
/** No number lies between its limits. */
const IMPOSSIBLE: JsonSchema = { type: "integer", minimum: 2, maximum: 1 };

const union = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: "object",
  "x-union": true,
  minProperties: 1,
  maxProperties: 1,
  properties,
});

const probesOf = (schema: JsonSchema) => [
  ...unionProbes({ schema, pointer: "/properties/either", steps: [] }, CONTEXT),
];

/** What the probes of a union send, in words. */
const sentBy = (schema: JsonSchema) =>
  probesOf(schema).map(({ keyword, side, name, note, value }) => {
    const sent = value("salt");
    return `${keyword} ${side} ${name}: ${note}: ${isJsonObject(sent) ? Object.keys(sent).join() : String(sent)}`;
  });

test("each member alone, none, and the first two at once", () => {
  expect(sentBy(union({ text: TEXT, size: { type: "integer" }, flag: { type: "boolean" } }))).toEqual([
    "minProperties accept text: text alone: text",
    "maxProperties accept text: text alone: text",
    "minProperties accept size: size alone: size",
    "maxProperties accept size: size alone: size",
    "minProperties accept flag: flag alone: flag",
    "maxProperties accept flag: flag alone: flag",
    "minProperties reject none: no member: ",
    "maxProperties reject two: text and size at once: text,size",
  ]);
});

test("of one member there are no two", () => {
  expect(sentBy(union({ text: TEXT }))).toEqual([
    "minProperties accept text: text alone: text",
    "maxProperties accept text: text alone: text",
    "minProperties reject none: no member: ",
  ]);
});

test("of no members there is none alone", () => {
  expect(sentBy(union({}))).toEqual(["minProperties reject none: no member: "]);
});

describe("a member that has no value", () => {
  test("is left out, and another is the second", () => {
    expect(sentBy(union({ never: IMPOSSIBLE, text: TEXT, flag: { type: "boolean" } }))).toEqual([
      "minProperties accept text: text alone: text",
      "maxProperties accept text: text alone: text",
      "minProperties accept flag: flag alone: flag",
      "maxProperties accept flag: flag alone: flag",
      "minProperties reject none: no member: ",
      "maxProperties reject two: text and flag at once: text,flag",
    ]);
  });

  test("leaves a union of two with no two at once", () => {
    expect(sentBy(union({ text: TEXT, never: IMPOSSIBLE })).filter((line) => line.includes(" two"))).toEqual([]);
  });
});

test("names that every object has are names like any other", () => {
  const members = JSON.parse('{"__proto__":{"type":"boolean"},"constructor":{"type":"boolean"}}') as Record<
    string,
    JsonSchema
  >;
  const [alone] = probesOf(union(members));
  expect(Object.keys(alone?.value("salt") as JsonObject)).toEqual(["__proto__"]);
});

test.each<[string, JsonSchema]>([
  ["a structure", { ...union({ text: TEXT }), "x-union": false }],
  ["a structure that is called none", { type: "object", properties: { text: TEXT } }],
  ["a text", TEXT],
])("%s is no union", (_what, schema) => {
  expect(probesOf(schema)).toEqual([]);
});

test("what is to be accepted keeps the union, and what is to be refused breaks its one keyword, for every salt", () => {
  const members = fc.dictionary(
    fc.constantFrom("a", "b", "c", "d"),
    fc.constantFrom<JsonSchema>(
      TEXT,
      { type: "integer", minimum: 5 },
      { type: "string", "x-unique": true },
      IMPOSSIBLE,
    ),
  );
  fc.assert(
    fc.property(members, fc.string(), (properties, salt) => {
      const schema = union(properties);
      const brokenBy = compileValidator(schema);
      for (const { keyword, side, value } of probesOf(schema)) {
        const sent = value(salt);
        if (sent === undefined) throw new Error("a probe without a value");
        expect(brokenBy(sent).map((broken) => broken.keyword)).toEqual(side === "accept" ? [] : [keyword]);
      }
    }),
  );
});

test("values are fresh for each salt, and each member has its own", () => {
  const name: JsonSchema = { type: "string", "x-unique": true };
  const two = probesOf(union({ one: name, other: name })).at(-1);
  const [first, second] = ["s", "t"].map((salt) => two?.value(salt) as JsonObject);
  expect(new Set([first?.["one"], first?.["other"], second?.["one"], second?.["other"]]).size).toBe(4);
  expect(two?.value("s")).toEqual(first);
});
