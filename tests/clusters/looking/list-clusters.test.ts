import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JsonValue } from "../../../spec/json/json.ts";
import { type ClusterListing, lacks, listClusters } from "../../../clusters/looking/list-clusters.ts";
import { fakeTarget, type Fate } from "../../suites/fake-target.ts";
import { aResponse, errorHeaders } from "../../suites/made-replies.ts";

const page = (clusters: JsonValue, nextToken?: JsonValue, status = 200): Fate =>
  aResponse({ status, body: { clusters, ...(nextToken !== undefined && { nextToken }) } });

/** Answers the nth request with the nth page, and the last one ever after. */
function listing(...pages: readonly Fate[]) {
  const target = fakeTarget((_request, number) => pages[Math.min(number, pages.length) - 1] ?? "reset");
  const queries = () => target.sent.map(({ path }) => new URLSearchParams(path.slice(path.indexOf("?") + 1)));
  return { target, tokens: () => queries().map((query) => query.get("nextToken")), queries };
}

const whole = (...names: readonly string[]): ClusterListing => ({ names: new Set(names), complete: true });
const part = (...names: readonly string[]): ClusterListing => ({ names: new Set(names), complete: false });

test.each<[what: string, listing: ClusterListing | undefined, isLacking: boolean]>([
  ["a whole list without it", whole("a"), true],
  ["a whole list with it", whole("a", "b"), false],
  ["a part of a list", part("a"), false],
  ["no list", undefined, false],
])("whether it is proved that nothing has a name, by %s", (_what, found, isLacking) => {
  expect(lacks(found, "b")).toBe(isLacking);
});

describe("all names are found", () => {
  test("whatever they are, over as many pages as there are", async () => {
    const names = fc.array(fc.array(fc.string({ unit: "binary" }), { maxLength: 3 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(names, async (pages) => {
        const fates = pages.map((each, index) => page(each, index + 1 < pages.length ? `t${index}` : undefined));
        const { target, tokens } = listing(...fates);
        const found = await listClusters(target);
        // JSON has no half of a pair that a reader would not give back.
        expect([...(found?.names ?? [])]).toEqual([...new Set(pages.flat())]);
        expect(found?.complete).toBe(true);
        expect(tokens()).toEqual([null, ...pages.slice(1).map((_, index) => `t${index}`)]);
      }),
      { numRuns: 50 },
    );
  });

  test("with those that EKS did not make asked for, unless told", async () => {
    const [all, made] = [listing(page([])), listing(page([]))];
    await listClusters(all.target);
    await listClusters(made.target, "made by EKS");
    expect(all.queries()[0]?.get("include")).toBe("all");
    expect(made.queries()[0]?.has("include")).toBe(false);
  });

  test("a token goes back as it came", async () => {
    const odd = "a b&c=d/+%25\u00e9";
    const { target, tokens } = listing(page(["a"], odd), page(["b"]));
    expect(await listClusters(target)).toEqual(whole("a", "b"));
    expect(tokens()).toEqual([null, odd]);
  });

  test("a page may be empty and not be the last", async () => {
    const { target } = listing(page([], "t"), page(["b"]));
    expect(await listClusters(target)).toEqual(whole("b"));
  });

  test("what is no text among them is no name, and the list may lack what it stands for", async () => {
    const { target } = listing(page([null, "a", 7, ["b"], { name: "c" }, ""]));
    expect(await listClusters(target)).toEqual(part("a", ""));
  });
});

describe("there is an end", () => {
  test.each<[JsonValue, ClusterListing]>([
    [null, whole("a")],
    ["", whole("a")],
    [7, part("a")],
    [false, part("a")],
    [["t"], part("a")],
    [{ token: "t" }, part("a")],
  ])("after a token of %j", async (token, found) => {
    const { target } = listing(page(["a"], token));
    expect(await listClusters(target)).toEqual(found);
    expect(target.sent).toHaveLength(1);
  });

  test.each<[what: string, tokens: readonly string[], sent: number]>([
    ["that comes again at once", ["t", "t"], 2],
    ["that comes again after others", ["t", "u", "v", "t"], 4],
  ])("after a token %s", async (_what, tokens, sent) => {
    const { target } = listing(...tokens.map((token, index) => page([`c${index}`], token)));
    const found = await listClusters(target);
    expect(found?.names.size).toBe(sent);
    expect(found?.complete).toBe(false);
    expect(target.sent).toHaveLength(sent);
  });

  test("of an endless chain of new tokens", async () => {
    const target = fakeTarget((_request, number) => page([`c${number}`], `t${number}`));
    const found = await listClusters(target);
    expect(found?.names.size).toBe(1_001);
    expect(found?.complete).toBe(false);
    expect(target.sent).toHaveLength(1_001);
  });
});

describe("a list that is none is undefined, not empty", () => {
  const refusal = aResponse({
    status: 404,
    headers: errorHeaders("UnknownOperationException"),
    body: { clusters: ["a"] },
  });

  test.each<[what: string, ...pages: Fate[]]>([
    ["a refusal", refusal],
    ["a failure", aResponse({ status: 500, body: { clusters: [] } })],
    ["another success", page(["a"], undefined, 202)],
    ["a redirect", page(["a"], undefined, 302)],
    ["no answer", "reset"],
    ["no connection", "refused"],
    ["what is no JSON", aResponse({ status: 200, text: "<html>" })],
    ["an empty body", aResponse({ status: 200 })],
    ["an object without the member", aResponse({ status: 200, body: {} })],
    ["an array", aResponse({ status: 200, body: ["a"] })],
    ["a member that is null", page(null)],
    ["a member that is an object", page({ a: "b" })],
    ["a body that is cut off", aResponse({ status: 200, body: { clusters: ["a"] }, truncated: true })],
  ])("%s", async (_what, ...pages) => {
    expect(await listClusters(listing(...pages).target)).toBeUndefined();
  });

  test.each<[what: string, second: Fate]>([
    ["is refused", refusal],
    ["never comes", "timeout"],
  ])("of one whose second page %s, the first is known", async (_what, second) => {
    expect(await listClusters(listing(page(["a"], "t"), second).target)).toEqual(part("a"));
  });
});

test("an error of sending goes on to whoever asked", async () => {
  const target = fakeTarget(() => Promise.reject(new Error("the credentials ended")));
  await expect(listClusters(target)).rejects.toThrow("the credentials ended");
});
