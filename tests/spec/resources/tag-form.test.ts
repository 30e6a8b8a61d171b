import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { readTags, tagForm, tagsIn, writeTags } from "#spec/resources/tag-form.ts";

const listOf = (...names: readonly string[]): JsonSchema => ({
  type: "array",
  items: { type: "object", properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])) },
});
const TAGS = { team: "platform", stage: "test" };

describe("tags", () => {
  test.each([
    ["a map", { type: "object", additionalProperties: { type: "string" } } as const, TAGS],
    [
      "a list",
      listOf("Key", "Value"),
      [
        { Key: "team", Value: "platform" },
        { Key: "stage", Value: "test" },
      ],
    ],
    [
      "a list by other names",
      listOf("tagKey", "tagValue"),
      [
        { tagKey: "team", tagValue: "platform" },
        { tagKey: "stage", tagValue: "test" },
      ],
    ],
  ])("as %s go there and back", (_what, schema: JsonSchema, written: JsonValue) => {
    const form = tagForm(schema);
    expect(writeTags(form, TAGS)).toEqual(written);
    expect(readTags(form, written)).toEqual(TAGS);
    expect(tagsIn(written)).toEqual(TAGS);
  });

  test.each<[JsonSchema, JsonValue]>([
    [listOf("Key", "Value"), {}],
    [listOf("Key", "Value"), [{ Value: "platform" }]],
    [{ type: "object" }, []],
  ])("in the form of %j are not %j", (schema, written) => {
    expect(readTags(tagForm(schema), written)).toBeUndefined();
  });

  test("of a list of anything else are taken for a map, and nothing is read of it", () => {
    expect(tagForm(listOf("name"))).toBe("map");
    expect(tagsIn(["a"])).toBeUndefined();
    expect(tagsIn(undefined)).toBeUndefined();
  });
});
