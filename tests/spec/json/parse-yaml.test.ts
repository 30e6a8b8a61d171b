import { expect, test } from "@jest/globals";
import { LineCounter } from "yaml";
import { parseYaml } from "#spec/json/parse-yaml.ts";

test("a key that stands twice in a map is an error, with its place", () => {
  const lines = new LineCounter();
  const { errors } = parseYaml("a: 1\nb:\n  c: 1\n  c: 2\n", lines);
  expect(errors.map(({ message, pos }) => [message, lines.linePos(pos[0]).line])).toEqual([
    ["Map keys must be unique", 4],
  ]);
});

test("the same key in maps of their own is none", () => {
  expect(parseYaml("a: {c: 1}\nb: {c: 2}\n").errors).toEqual([]);
  expect(parseYaml('{"a": [{"c": 1}, {"c": 2}]}').toJS()).toEqual({ a: [{ c: 1 }, { c: 2 }] });
});
