import { describe, expect, test } from "@jest/globals";
import { fromWire, toWire } from "#protocol/values/model-values.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonValue } from "#spec/json/json.ts";

const schema: JsonSchema = {
  type: "object",
  properties: {
    COLOUR: { type: "string", "x-member": "colour" },
    made: { type: "number", "x-timestamp": "epoch-seconds" },
    due: { type: "string", "x-timestamp": "date-time" },
    sent: { type: "string", "x-timestamp": "http-date" },
    bytes: { type: "string", contentEncoding: "base64" },
    list: { type: "array", items: { type: "string", contentEncoding: "base64" } },
    dense: { type: "object", additionalProperties: { type: "integer" } },
    sparse: { type: "object", additionalProperties: { type: ["integer", "null"] } },
    free: {},
  },
};

describe("a value and its form on the wire", () => {
  test.each<[string, JsonValue, string, JsonValue]>([
    ["colour", "red", "COLOUR", "red"],
    ["made", 1.5, "made", 1.5],
    ["due", 946845296, "due", "2000-01-02T20:34:56Z"],
    ["due", 946845296.123, "due", "2000-01-02T20:34:56.123Z"],
    ["sent", 1576540098, "sent", "Mon, 16 Dec 2019 23:48:18 GMT"],
    ["bytes", "é", "bytes", "w6k="],
    ["list", ["a", ""], "list", ["YQ==", ""]],
    ["sparse", { a: null, b: 1 }, "sparse", { a: null, b: 1 }],
    ["free", { any: [1, "thing"] }, "free", { any: [1, "thing"] }],
  ])("%s %j is %s %j", (model, value, wire, written) => {
    expect(toWire(schema, { [model]: value })).toEqual({ [wire]: written });
    expect(fromWire(schema, { [wire]: written })).toEqual({ [model]: value });
  });

  test.each<[JsonValue, JsonValue]>([
    [{ colour: null }, {}],
    [{ dense: { a: null, b: 1 } }, { dense: { b: 1 } }],
    [{ other: 1 }, { other: 1 }],
    [{ due: "no time" }, { due: "no time" }],
    [{ due: 1e300 }, { due: 1e300 }],
    ["no object", "no object"],
  ])("%j goes out as %j", (value, written) => {
    expect(toWire(schema, value)).toEqual(written);
  });

  test.each<[JsonValue, JsonValue]>([
    [{ COLOUR: null, __type: "Thing" }, {}],
    [{ due: "2019-12-17T00:48:18+01:00" }, { due: 1576540098 }],
    [{ due: "no time" }, { due: "no time" }],
    [{ dense: { a: null } }, { dense: {} }],
  ])("%j comes in as %j", (written, value) => {
    expect(fromWire(schema, written)).toEqual(value);
  });
});
