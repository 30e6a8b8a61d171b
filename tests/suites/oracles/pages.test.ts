import { describe, expect, test } from "@jest/globals";
import type { PageWalk } from "#custody/looking/walk-pages.ts";
import { judgeBroken, judgeEachOnce, judgePageSize } from "#suites/oracles/pages.ts";
import { aReply } from "#tests/suites/made-replies.ts";

const last = aReply({ status: 200, body: {} });

function walk(pages: readonly (readonly string[])[], end: PageWalk["end"] = "whole", reply = last): PageWalk {
  return { pages, items: pages.flat(), replies: [reply], last: reply, end };
}

test("no page is larger than was asked for", () => {
  expect(judgePageSize(walk([["a", "b"], ["c"]]), 2)).toMatchObject({ grade: "met", received: "a page of 2" });
  expect(judgePageSize(walk([["a"], ["b", "c"]]), 1)).toMatchObject({ grade: "missed", received: "a page of 2" });
  expect(judgePageSize(walk([]), 1).grade).toBe("met");
});

describe("all pages together", () => {
  test.each([
    [[["a"], ["b"]], "met", "each once"],
    [[["a"]], "missed", "1 of 2 left out, 0 named twice"],
    [[["a"], ["b"], ["a"]], "missed", "0 of 2 left out, 1 named twice"],
    [[["a", "b", "somebody's", "somebody's"]], "met", "each once"],
  ])("of %j have a and b: %s", (pages, grade, received) => {
    expect(judgeEachOnce(walk(pages), ["a", "b"], () => true)).toMatchObject({ grade, received });
  });

  test.each<[PageWalk["end"], string, string]>([
    ["circular", "missed", "a token that leads back to a page before"],
    ["endless", "missed", "no end after 2 pages with 2 items, none new in the last 25"],
    ["cut off", "unclear", "no end after 2 pages with 2 items"],
  ])("are no whole list where the walk is %s: %s", (end, grade, received) => {
    expect(judgeEachOnce(walk([["a"], ["b"]], end), ["a", "b"], () => true)).toMatchObject({ grade, received });
  });

  test("lack one that is refused, which is missed where it is owed", () => {
    const refused = walk([["a"]], "no page", aReply({ status: 400, body: {} }));
    expect(judgeBroken(refused, (_refusal, page) => page === 2)).toMatchObject({ grade: "missed" });
    expect(judgeBroken(refused, () => false)).toMatchObject({
      grade: "unclear",
      received: "400 with no error type in place of page 2",
    });
    expect(judgeBroken(walk([["a"]]), () => true)).toBeUndefined();
  });
});
