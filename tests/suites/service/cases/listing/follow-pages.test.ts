import { describe, expect, test } from "@jest/globals";
import { idsOn } from "#custody/resources/resource-requests.ts";
import type { JsonValue } from "#spec/json/json.ts";
import {
  brokenOff,
  followPages,
  itemTextsAt,
  judgePages,
  pageRequirements,
  showsToken,
} from "#suites/service/cases/listing/follow-pages.ts";
import { pagesForm } from "#suites/oracles/pages.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aReply, aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [resource] = service.table.resources;
const listing = service.contract.operation("ListBoxes");
const { pages } = listing;
if (resource?.list === undefined || pages === undefined) throw new Error("boxes have no list");
const { list } = resource;
const followed = {
  listing,
  pages,
  base: {},
  size: 1,
  itemsOn: (reply: Parameters<typeof idsOn>[0]) => idsOn(reply, list),
  form: pagesForm(listing, list),
};

const page = (boxes: readonly string[], next?: string): Fate =>
  aResponse({ status: 200, body: { boxes: [...boxes], next: next ?? null } satisfies JsonValue });
const unknown = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });
const invalid = aResponse({ status: 400, headers: errorHeaders("InvalidParameterException"), body: {} });

/** A walk is over where a page has no token; what the walks find, the last of them again and again. */
function target(...walks: readonly (readonly Fate[])[]) {
  let walk = 0;
  return fakeTarget(({ path }) => {
    const from = /next=(\d+)/.exec(path)?.[1];
    if (from === undefined) walk += 1;
    return walks[Math.min(walk, walks.length) - 1]?.[Number(from ?? 0)] ?? "timeout";
  });
}

const WHOLE = "list-boxes.pages.whole";
const SIZE = "list-boxes.pages.size";
const END = "list-boxes.pages.end";
const THERE = ["a", "b"];
const RIGHT = [page(["a"], "1"), page(["b"])];

async function judged(...walks: readonly (readonly Fate[])[]) {
  const setting = serviceSetting(service, target(...walks));
  await judgePages(setting.session, followed, THERE);
  const [last] = setting.session.judgements.filter(({ requirement }) => requirement === WHOLE);
  return { ...setting, whole: setting.judged(WHOLE), size: setting.judged(SIZE)?.verdict, last };
}

describe("pages are followed", () => {
  test("to the end, the size asked for on each", async () => {
    const asked = target(RIGHT);
    const walked = await followPages(serviceSetting(service, asked).session, followed);
    expect(walked).toMatchObject({ items: ["a", "b"], pages: [["a"], ["b"]], end: "whole" });
    expect(asked.log).toEqual(["GET /boxes?size=1", "GET /boxes?size=1&next=1"]);
  });

  test("no further than one may: where they never end, nothing is known", async () => {
    const asked = fakeTarget((_request, number) => page([`a${number}`], String(number)));
    const walked = await followPages(serviceSetting(service, asked).session, followed);
    expect(brokenOff(walked)).toMatchObject({ grade: "unclear", received: "no end after 60 pages with 60 items" });
    expect(asked.log).toHaveLength(60);
  });

  test("and where they come back to the same items for ever, the list is broken", async () => {
    const asked = fakeTarget((_request, number) => page([`a${number % 3}`], String(number)));
    const walked = await followPages(serviceSetting(service, asked).session, followed);
    const received = "no end after 28 pages with 28 items, none new in the last 25";
    expect(brokenOff(walked)).toMatchObject({ grade: "missed", received });
  });

  test("but for a list with a filter, of which any number of pages may be empty", async () => {
    const asked = fakeTarget((_request, number) =>
      page(number < 40 ? [] : ["a"], number < 40 ? String(number) : undefined),
    );
    const { session } = serviceSetting(service, asked);
    expect(await followPages(session, { ...followed, isFiltered: true })).toMatchObject({ items: ["a"], end: "whole" });
  });
});

describe("pages together have each once", () => {
  test("at once", async () => {
    expect(await judged(RIGHT)).toMatchObject({ whole: { verdict: "pass" }, size: "pass", clock: { naps: [] } });
  });

  test.each<[string, readonly Fate[]]>([
    ["are listed by now", [page(["a"])]],
    ["belongs to is known by now", [unknown]],
    ["no longer move while others come and go", [page(["a"], "1"), page(["a"], "2"), page(["b"])]],
  ])("once what was just made %s", async (_what, first) => {
    expect(await judged(first, first, RIGHT)).toMatchObject({ whole: { verdict: "pass" } });
  });

  test.each<[string, readonly Fate[], string]>([
    ["one is left out", [page(["a"])], "1 of 2 left out, 0 named twice"],
    ["one is named twice", [page(["a"], "1"), page(["a"], "2"), page(["b"])], "0 of 2 left out, 1 named twice"],
    ["a page that is owed is refused", [page(["a"], "1"), invalid], "400 InvalidParameterException in place of page 2"],
  ])("not where %s", async (_what, walk, received) => {
    expect((await judged(walk)).whole).toEqual({ verdict: "fail", received });
  });

  test("and what would meet it may take its time", async () => {
    expect((await judged([page(["a"])])).last?.condition).toMatchObject({ list: { once: THERE }, settles: true });
  });

  test("in no more time than writes have to show", async () => {
    const { clock, context } = await judged([page(["a"])]);
    expect(clock.naps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(context.settings.consistencyMs);
  });

  test.each<[string, readonly Fate[]]>([
    ["the first page is refused", [invalid]],
    ["what the list is of stays unknown", [unknown]],
    ["the server fails", [page(["a"], "1"), aResponse({ status: 500, body: {} })]],
    ["the pace is too fast", [page(["a"], "1"), aResponse({ status: 429, body: {} })]],
    ["nobody is there any more", [page(["a"], "1"), "refused"]],
  ])("which nobody can say where %s", async (_what, walk) => {
    expect((await judged(walk)).whole?.verdict).toBe("inconclusive");
  });
});

test("a page that is larger than asked for is found", async () => {
  expect(await judged([page(["a", "b"])])).toMatchObject({ whole: { verdict: "pass" }, size: "fail" });
});

test("what is judged of pages, and whether others see a token by it", () => {
  expect(pageRequirements(listing, pages)).toEqual([WHOLE, END, SIZE]);
  expect(pageRequirements(listing, { ...pages, pageSize: undefined })).toEqual([WHOLE, END]);
  const token = { operation: "ListBoxes", seenWhen: "member-returned" } as never;
  expect(showsToken(token, listing)).toBe(true);
  expect(showsToken(token, service.contract.operation("ShowTags"))).toBe(false);
});

test.each([
  ["no token", page(["b"]), "pass"],
  ["an empty one", page(["b"], ""), "warn"],
])("the last page has %s", async (_what, last, verdict) => {
  const { judged: verdictOf } = await judged([page(["a"], "1"), last]);
  expect(verdictOf(END)?.verdict).toBe(verdict);
});

test("an item is the same one whatever the order of its members", () => {
  const itemsOn = itemTextsAt("/items");
  const [one, other] = ['{"items":[{"a":1,"b":{"c":2,"d":3}}]}', '{"items":[{"b":{"d":3,"c":2},"a":1}]}'].map((text) =>
    itemsOn(aReply({ status: 200, body: JSON.parse(text) as JsonValue })),
  );
  expect(one).toEqual(other);
  expect(one).toHaveLength(1);
});
