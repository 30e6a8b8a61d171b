import { expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { sentNames } from "#custody/ownership/sent-names.ts";

const NAME = { member: "name" };

test("a request without a body names nothing", () => {
  expect(sentNames("", NAME)).toEqual({ name: undefined, candidates: [] });
});

test("an input that was read already says the same as the text", () => {
  const text = '{"name":"a","tags":{"name":"b"}}';
  expect(sentNames(text, { ...NAME, input: JSON.parse(text) as JsonObject })).toEqual(sentNames(text, NAME));
  expect(sentNames('{"name":7}', { ...NAME, input: { name: 7 } })).toEqual({ name: "7", candidates: ["7"] });
});

test.each<[string, string | undefined, readonly string[]]>([
  ['{"name":"a"}', "a", ["a"]],
  ['{"name" : "a"}', "a", ["a"]],
  ['{"\\u006eame":"a"}', "a", ["a"]],
  ['{"name":"\\u0061\\""}', 'a"', ['a"']],
  ['{"name":7}', "7", ["7"]],
  ['{"name":-1.5}', "-1.5", ["-1.5"]],
  ['{"name":null}', "null", ["null"]],
  ['{"name":true}', "true", ["true"]],
  ['{"name":["a"]}', '["a"]', ['["a"]']],
  ['{"name":""}', "", [""]],
  ['{"name":"a","name":"b"}', "b", ["b", "a"]],
  ['{"name":"a","tags":{"name":"b"}}', "a", ["a", "b"]],
  ['{"tags":{"name":"b"}}', undefined, ["b"]],
  ["{}", undefined, []],
  ["[]", undefined, []],
  ['[{"name":"a"}]', undefined, ["a"]],
  ['"name"', undefined, []],
  ['{"name":"a"', undefined, ["a"]],
  ['{"name":"a",}', undefined, ["a"]],
  ['{"name":"a\\x"}', undefined, ["a\\x"]],
  ["{'name':'a'}", undefined, []],
  ["not json", undefined, []],
])("%s", (text, name, candidates) => {
  expect(sentNames(text, NAME)).toEqual({ name, candidates });
});

test("a member of any name is looked for as it is written, and never as a pattern", () => {
  const text = '{"(a+)+$":"one","aa":"two"}';
  expect(sentNames(text, { member: "(a+)+$" })).toEqual({ name: "one", candidates: ["one"] });
});
