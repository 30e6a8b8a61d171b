import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "#spec/json/json.ts";
import { listClusters } from "#custody/looking/list-clusters.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";

const page = (clusters: JsonValue, nextToken?: JsonValue, status = 200): Fate =>
  aResponse({ status, body: { clusters, ...(nextToken !== undefined && { nextToken }) } });

/** Answers the nth request with the nth page, and the last one ever after. */
const listing = (...pages: readonly Fate[]) =>
  fakeTarget((_request, number) => pages[Math.min(number, pages.length) - 1] ?? "reset");

test("those that EKS did not make are asked for, unless told", async () => {
  const [all, made] = [listing(page([])), listing(page([]))];
  await listClusters(all);
  await listClusters(made, "made by EKS");
  expect(all.log).toEqual(["GET /clusters?include=all"]);
  expect(made.log).toEqual(["GET /clusters"]);
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
    ["a redirect", page(["a"], undefined, 302)],
    ["no answer", "reset"],
    ["no connection", "refused"],
    ["what is no JSON", aResponse({ status: 200, text: "<html>" })],
    ["an empty body", aResponse({ status: 200 })],
    ["an array", aResponse({ status: 200, body: ["a"] })],
    ["a member that is an object", page({ a: "b" })],
    ["a body that is cut off", aResponse({ status: 200, body: { clusters: ["a"] }, truncated: true })],
  ])("%s", async (_what, ...pages) => {
    expect(await listClusters(listing(...pages))).toBeUndefined();
  });

  test.each<[what: string, second: Fate]>([
    ["is refused", refusal],
    ["never comes", "timeout"],
  ])("of one whose second page %s, the first is known", async (_what, second) => {
    expect(await listClusters(listing(page(["a"], "t"), second))).toMatchObject({ ids: ["a"], complete: false });
  });
});

test("an error of sending goes on to whoever asked", async () => {
  const target = fakeTarget(() => Promise.reject(new Error("the credentials ended")));
  await expect(listClusters(target)).rejects.toThrow("the credentials ended");
});
