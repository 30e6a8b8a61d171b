import { expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import type { ListQuery } from "#suites/registration/session/list-query.ts";
import { isLongList, listAll } from "#suites/registration/session/steps/listing.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { aResponse } from "#tests/suites/made-replies.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";

/** Walks a list whose pages are given, the last one again and again. */
async function walk(pages: readonly JsonObject[], query: ListQuery = {}, status = 200) {
  const target = fakeTarget((_request, number) =>
    aResponse({ status: number === 1 ? 200 : status, body: pages[number - 1] ?? pages.at(-1) ?? {} }),
  );
  const listing = await listAll(new CaseSession(testContext({ target }), "case", 1), query);
  return { listing, paths: target.sent.map(({ path }) => path) };
}

test("one page without a token is the whole list", async () => {
  const { listing, paths } = await walk([{ clusters: ["a", "b"] }], { all: true, size: 2 });
  expect(listing).toMatchObject({ items: ["a", "b"], pages: [["a", "b"]], end: "whole" });
  expect(paths).toEqual(["/clusters?maxResults=2&include=all"]);
});

test("a null token ends the list", async () => {
  expect((await walk([{ clusters: [], nextToken: null }])).listing).toMatchObject({
    items: [],
    pages: [[]],
    end: "whole",
  });
});

test("tokens lead from page to page, encoded, with the same query", async () => {
  const { listing, paths } = await walk(
    [{ clusters: ["a"], nextToken: "1/+" }, { clusters: ["b"], nextToken: "2" }, { clusters: ["c"] }],
    { size: 1 },
  );
  expect(listing).toMatchObject({
    items: ["a", "b", "c"],
    pages: [["a"], ["b"], ["c"]],
    end: "whole",
  });
  expect(paths).toEqual([
    "/clusters?maxResults=1",
    "/clusters?maxResults=1&nextToken=1%2F%2B",
    "/clusters?maxResults=1&nextToken=2",
  ]);
  expect(listing.last.json).toEqual({ clusters: ["c"] });
});

test("a token that came before ends the walk in a circle", async () => {
  const { listing, paths } = await walk([
    { clusters: ["a"], nextToken: "1" },
    { clusters: ["b"], nextToken: "2" },
    { clusters: ["a"], nextToken: "1" },
  ]);
  expect(listing).toMatchObject({ items: ["a", "b", "a"], end: "circular" });
  expect(paths).toHaveLength(3);
});

test("a page that is none ends the walk, with the names so far", async () => {
  const pages: JsonObject[] = [{ clusters: ["a"], nextToken: "1" }, { message: "no" }];
  expect((await walk(pages, {}, 400)).listing).toMatchObject({
    items: ["a"],
    pages: [["a"]],
    end: "no page",
    last: { status: 400 },
  });
  expect((await walk(pages)).listing).toMatchObject({ items: ["a"], end: "no page", last: { status: 200 } });
  expect((await walk([{ clusters: { a: 1 } }])).listing).toMatchObject({ items: [], pages: [], end: "no page" });
  expect((await walk([{ clusters: ["a"] }], {}, 200)).listing.end).toBe("whole");
});

test("what is no name is passed over", async () => {
  expect((await walk([{ clusters: ["a", 1, null, { name: "b" }] }])).listing.items).toEqual(["a"]);
});

test("a walk without an end is cut off", async () => {
  let page = 0;
  const target = fakeTarget(() =>
    aResponse({ status: 200, body: { clusters: [`a${page}`], nextToken: String((page += 1)) } }),
  );
  const listing = await listAll(new CaseSession(testContext({ target }), "case", 1), {});
  expect(listing.end).toBe("cut off");
  expect(listing.pages).toHaveLength(400);
});

test.each([
  ["ends, and has as many names", 450, true],
  ["has no end either", Infinity, false],
])("a list that is cut off is a long one if the list in pages of the usual size %s", async (_what, length, isLong) => {
  const target = fakeTarget(({ path }) => {
    const query = new URLSearchParams(path.split("?")[1]);
    const [from, size] = [Number(query.get("nextToken") ?? 0), Number(query.get("maxResults") ?? 100)];
    const clusters = Array.from({ length: Math.min(size, length - from) }, (_, index) => `a${from + index}`);
    const nextToken = from + size < length ? String(from + size) : null;
    return aResponse({ status: 200, body: { clusters, nextToken } });
  });
  const session = new CaseSession(testContext({ target }), "case", 1);
  expect(await isLongList(session, await listAll(session, { all: true, size: 1 }))).toBe(isLong);
});

test("new tokens that lead to nothing new end the walk, and the list is not whole", async () => {
  const pages = Array.from({ length: 60 }, (_, index) => ({ clusters: ["a"], nextToken: String(index) }));
  const { listing, paths } = await walk(pages);
  expect(listing).toMatchObject({ end: "endless" });
  expect(paths).toHaveLength(26);
});

test("an empty page among others does not end the walk", async () => {
  const pages = Array.from({ length: 60 }, (_, index) => ({
    clusters: index % 3 === 0 ? [`c${index}`] : [],
    nextToken: String(index),
  }));
  const { listing } = await walk([...pages, { clusters: ["last"] }]);
  expect(listing.end).toBe("whole");
  expect(listing.items).toContain("last");
});
