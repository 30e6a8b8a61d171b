import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { judgeTags, type TagsShown } from "#suites/oracles/clusters/tags.ts";
import { anError, aReply } from "#tests/suites/made-replies.ts";

const NOTHING = { at: "/tags", tags: undefined } as const;

function shown(tags: JsonObject, beside: JsonObject = {}): TagsShown {
  return { reply: aReply({ status: 200, body: { tags, ...beside } }), at: "/tags", tags };
}

test("tags shown are those of now, in any order", () => {
  expect(judgeTags(shown({ b: "2", a: "1" }), [{}, { a: "1", b: "2" }]).grade).toBe("met");
});

test("tags that differ by a value are missed, and the value is named", () => {
  const states = [{ a: "2" }];
  expect(judgeTags(shown({ a: "1" }), states)).toMatchObject({ grade: "missed", received: 'tag "a": "1" for "2"' });
});

test("a refusal shows no tags", () => {
  expect(judgeTags({ reply: anError(404, "NotFoundException"), ...NOTHING }, [{}]).grade).toBe("missed");
});

test("an answer about the pace tells nothing of them", () => {
  expect(judgeTags({ reply: anError(429, "TooManyRequestsException"), ...NOTHING }, [{}]).grade).toBe("unclear");
});

describe("an answer that is not of now is worth another look", () => {
  const states: JsonObject[] = [{ a: "1", b: "2" }, { a: "2" }];
  test.each<[what: string, shown: TagsShown, settles: boolean]>([
    ["where it shows what was there before", shown({ a: "1", b: "2" }), true],
    ["where it shows some of it", shown({ b: "2" }), true],
    ["where it shows none", shown({}), true],
    ["where it knows nobody of that name yet", { reply: anError(404, "NotFoundException"), ...NOTHING }, true],
    ["not where it is another success", { ...shown({ a: "2" }), reply: aReply({ status: 202 }) }, false],
    ["not where nothing could hold tags", { reply: aReply({ status: 200 }), ...NOTHING }, false],
    ["not where a value was never there", shown({ a: "2." }), false],
    ["not where a key was never there", shown({ a: "2", c: "3" }), false],
    ["not where the tags stand beside their member", shown({}, { a: "2" }), false],
    ["not where a key is one that every object inherits", shown({ constructor: "2" }), false],
  ])("%s", (_what, given, settles) => {
    expect(judgeTags(given, states)).toMatchObject({ grade: "missed", condition: { settles } });
  });
});
