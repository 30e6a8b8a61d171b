import { expect, test } from "@jest/globals";
import { lastPageFinding } from "#suites/registration/cases/lifecycle/paging.ts";
import { aReply } from "#tests/suites/made-replies.ts";

test.each([
  [{}, "no nextToken", "met"],
  [{ nextToken: null }, "no nextToken", "met"],
  [{ nextToken: "" }, "an empty nextToken", "missed"],
  [{ nextToken: "more" }, "a nextToken", "missed"],
])("a last page with %j is told as one with %s", (more, received, grade) => {
  const last = aReply({ status: 200, body: { clusters: [], ...more } });
  const listing = { items: [], pages: [[]], replies: [last], last, end: "whole" } as const;
  expect(lastPageFinding(listing)).toMatchObject({ grade, expected: "a last page without nextToken", received });
});
