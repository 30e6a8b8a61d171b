import { expect, test } from "@jest/globals";
import { createdFinding, datesFinding, laterFinding, untilLater } from "#suites/service/judging/shown/times-shown.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { aReply } from "#tests/suites/made-replies.ts";

const NOW = 1_700_000_000;
const reply = aReply({ status: 200, headers: [["date", new Date(NOW * 1_000).toUTCString()]] });

test.each([
  [NOW - 2.5, "met"],
  [NOW - 600, "tolerated"],
  [NOW + 7_200, "missed"],
  [NOW * 1_000, "missed"],
  [new Date(NOW * 1_000).toISOString(), "met"],
])("what says that it was created at %j is %s", (created, grade) => {
  expect(createdFinding(reply, created, "/at")?.grade).toBe(grade);
});

test.each([undefined, "yesterday", null])("%j says nothing of when it was created", (created) => {
  expect(createdFinding(reply, created as string, "/at")).toBeUndefined();
});

test.each([
  [NOW, 1_100],
  [NOW - 0.5, 1_100],
  [NOW - 1, 0],
  [undefined, undefined],
])("after %j it takes %j ms until a change shows another second", (shown, waitMs) => {
  expect(untilLater(reply, shown)).toBe(waitMs);
});

test("without a Date header, a second is waited for", () => {
  expect(untilLater(aReply({ status: 200 }), NOW - 100)).toBe(1_100);
});

test.each([
  [NOW, NOW + 1, "met"],
  [NOW, NOW, "missed"],
  [NOW, NOW - 1, "missed"],
  [NOW, undefined, "missed"],
])("from %j to %j: %s", (before, after, grade) => {
  expect(laterFinding(before, after, "/at").grade).toBe(grade);
});

test.each([
  [NOW, NOW, "met"],
  [NOW + 0.8, NOW, "met"],
  [NOW, NOW + 60, "met"],
  [NOW, NOW * 1_000, "missed"],
  [NOW, NOW + 2 * 3_600, "missed"],
  [NOW, NOW - 3_600, "missed"],
  [new Date(NOW * 1_000).toISOString(), NOW - 3_600, "missed"],
])("created at %j and modified at %j is %s", (created, modified, grade) => {
  const table = { created: "/created", modified: "/modified" };
  const finding = (shown: JsonObject) => datesFinding(table, { reply, shown, shows: "/box" });
  expect(finding({ created, modified })?.grade).toBe(grade);
  expect(finding({ created })).toBeUndefined();
});
