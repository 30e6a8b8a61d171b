import { describe, expect, test } from "@jest/globals";
import { areOrdinary, looksOfTags, ordinaryOf, textsOfTags } from "#suites/service/inputs/looks-of-tags.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

const MAP: JsonSchema = {
  type: "object",
  maxProperties: 50,
  propertyNames: { minLength: 1, maxLength: 128 },
  additionalProperties: { type: "string", maxLength: 256 },
};

describe("tags are ordinary", () => {
  test.each([[{}], [{ key: "value", constructor: "x", length: "" }], [{ "a.b/c:d=e+f-g@h_i": "Größe", ключ: "値 7" }]])(
    "%j",
    (tags) => {
      expect(areOrdinary(tags)).toBe(true);
    },
  );

  test.each([
    [{ key: "a", Key: "b" }, []],
    [{ " key": "a", other: "b" }, ["other"]],
    [{ "two  words": "a", other: "b" }, ["other"]],
    [{ a: "<b>", "cafe\u0301": "b", c: "🚀", other: "c" }, ["other"]],
    [{ key: " value", other: "" }, ["other"]],
  ])("%j: %j alone", (tags, ordinary) => {
    expect(Object.keys(ordinaryOf(tags))).toEqual(ordinary);
  });
});

describe("looks of tags", () => {
  const looks = looksOfTags(MAP);

  test("have other counts, and texts that are not ordinary by themselves", () => {
    const counts = looks.map(({ tags }) => Object.keys(tags).length);
    expect(counts).toEqual(expect.arrayContaining([0, 1, 2, 25, 50]));
    expect(new Set(looks.map(({ id }) => id)).size).toBe(looks.length);
    const odd = looks.filter(({ tags }) => !areOrdinary(tags)).map(({ id }) => id);
    expect(odd).toEqual(["tags-near", "tags-odd"]);
  });

  test("have keys and values of full length, and every key that an object inherits", () => {
    const keys = looks.flatMap(({ tags }) => Object.keys(tags));
    const values = looks.flatMap(({ tags }) => Object.values(tags));
    expect(Math.max(...keys.map((key) => key.length))).toBe(128);
    expect(Math.max(...values.map((value) => String(value).length))).toBe(256);
    expect(keys).toEqual(expect.arrayContaining(["__proto__", "constructor", "hasOwnProperty", "toString"]));
  });

  test("are those that the schema allows, as many as it allows", () => {
    const few = looksOfTags({ ...MAP, maxProperties: 10, propertyNames: { maxLength: 64, pattern: "^[a-zA-Z_-]+$" } });
    for (const { tags } of few) {
      for (const key of Object.keys(tags)) expect(key).toMatch(/^[a-zA-Z_-]{1,64}$/);
    }
    expect(few.map(({ tags }) => Object.keys(tags)).flat()).toContain("constructor");
    expect(
      Object.keys(looksOfTags({ ...MAP, maxProperties: 10 }).find(({ id }) => id === "tags-50")?.tags ?? {}),
    ).toHaveLength(10);
  });

  test("are written as the schema has them, where it has a list of them", () => {
    const entry = { type: "object", properties: { Key: { type: "string", maxLength: 3 }, Value: { type: "string" } } };
    const { common } = textsOfTags({ type: "array", minItems: 1, items: entry as JsonSchema });
    expect(Object.keys(common)).toEqual(expect.arrayContaining(["0", "one", "two", "key", "KEY"]));
    expect(Object.keys(common).filter((key) => [...key].length > 3)).toEqual([]);
  });
});
