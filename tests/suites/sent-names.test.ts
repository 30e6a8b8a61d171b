import { expect, test } from "@jest/globals";
import { sentNames } from "../../suites/sent-names.ts";

const names = (text: string) =>
  sentNames({ method: "POST", path: "/", headers: [], body: new TextEncoder().encode(text) });

test("a request without a body names nothing", () => {
  expect(sentNames({ method: "POST", path: "/", headers: [] })).toEqual({ name: undefined, candidates: [] });
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
  expect(names(text)).toEqual({ name, candidates });
});

test("bytes that are not UTF-8 are read as well as may be", () => {
  const body = Uint8Array.from([...new TextEncoder().encode('{"name":"a'), 0xff, ...new TextEncoder().encode('"}')]);
  expect(sentNames({ method: "POST", path: "/", headers: [], body }).candidates).toEqual(["a\ufffd"]);
});
