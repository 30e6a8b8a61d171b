import { describe, expect, test } from "@jest/globals";
import { LIFECYCLE_CASES } from "#suites/registration/cases/lifecycle/lifecycle.ts";
import { lastPageFinding } from "#suites/registration/cases/lifecycle/paging.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { aReply } from "#tests/suites/made-replies.ts";
import {
  caseOf,
  faultsFound,
  judgeCase,
  ownVerdicts,
  refusing,
  type Endpoint,
} from "#tests/suites/registration/cases/judge-case.ts";

describe("a list around a registration", () => {
  const subject = caseOf(LIFECYCLE_CASES, "lifecycle/list-after-register");
  const after = caseOf(LIFECYCLE_CASES, "lifecycle/list-after-deregister");

  test.each<[string, Endpoint, Record<string, Verdict | undefined>]>([
    ["that never names it", { patch: (to) => ({ ...to, listedNames: () => [] }) }, { "list.include-all": "fail" }],
    [
      "that names it unasked",
      {
        patch: (to) => ({
          ...to,
          listedNames: (listing, call) => to.listedNames({ ...listing, includeConnected: true }, call),
        }),
      },
      { "list.excludes-connected": "fail" },
    ],
    [
      "that names it for ever",
      {
        patch: (to) => {
          const seen = new Set<string>();
          return {
            ...to,
            listedNames: (listing, call) => {
              for (const name of to.listedNames(listing, call)) seen.add(name);
              return listing.includeConnected ? [...seen] : [];
            },
          };
        },
      },
      { "list.after-deregister": "fail" },
    ],
    [
      "that fails",
      {
        script: (request, number, work) =>
          request.path.startsWith("/clusters")
            ? refusing("GET", 500, "ServerException")(request, number, work)
            : work(),
      },
      {
        "list.include-all": "fail",
        "list.excludes-connected": "fail",
        "list.after-deregister": "fail",
      },
    ],
  ])("%s", async (_what, endpoint, faults) => {
    const found = [await faultsFound(subject, endpoint), await faultsFound(after, endpoint)];
    expect(Object.assign({}, ...found)).toEqual(faults);
  });

  test.each([subject, after])("that lags behind is read until it shows: $id", async (one) => {
    expect(await faultsFound(one, { variant: "list-lags-a-tenth-of-a-second" })).toEqual({});
  });

  test("that is cut off says so", async () => {
    const { received } = await judgeCase(subject, {
      script: (request, number, work) =>
        request.path.startsWith("/clusters") ? refusing("GET", 400, "ClientException")(request, number, work) : work(),
    });
    expect(received["list.include-all"]).toBe("400 ClientException, so no whole list");
  });

  test("is not read again where nothing was deregistered", async () => {
    const { verdicts, target } = await judgeCase(after, { script: refusing("DELETE", 409, "ResourceInUseException") });
    expect(verdicts["list.after-deregister"]).toBeUndefined();
    expect(target.log.filter((line) => line.includes("GET /clusters?"))).toHaveLength(1);
  });
});

test("a name that is left out of a full page after the first is missed", async () => {
  const { verdicts } = await judgeCase(caseOf(LIFECYCLE_CASES, "lifecycle/full-pages"), {
    patch: (to) => ({
      ...to,
      pageOf: (names, listing, call) => {
        const page = to.pageOf(names, listing, call);
        return listing.after !== undefined && page.names.length > 1 ? { ...page, names: page.names.slice(1) } : page;
      },
    }),
  });
  expect(verdicts["list.paging"]).toBe("fail");
});

describe("pages", () => {
  const subject = caseOf(LIFECYCLE_CASES, "lifecycle/paging");

  test.each<[string, Endpoint, Record<string, Verdict | undefined>]>([
    [
      "that are too long",
      {
        patch: (to) => ({
          ...to,
          pageOf: (names, listing, call) => to.pageOf(names, { ...listing, maxResults: listing.maxResults + 1 }, call),
        }),
      },
      { "list.paging": "fail" },
    ],
    [
      "that overlap",
      {
        patch: (to) => ({
          ...to,
          pageOf: (names, listing, call) =>
            listing.after === ""
              ? to.pageOf(names, listing, call)
              : to.pageOf(["ecf-9i59nsg-", ...names], { ...listing, after: "" }, call),
        }),
      },
      { "list.paging": "fail", "list.last-page": "fail" },
    ],
    [
      "that leave a name out",
      {
        patch: (to) => ({
          ...to,
          pageOf: (names, listing, call) =>
            to.pageOf(listing.maxResults < 100 ? names.filter((_, index) => index !== 1) : names, listing, call),
        }),
      },
      { "list.paging": "fail" },
    ],
    [
      "that name one twice",
      {
        patch: (to) => ({
          ...to,
          pageOf: (names, listing, call) => {
            const page = to.pageOf(names, listing, call);
            return listing.maxResults === 2 && page.names.length === 1
              ? { ...page, names: [...page.names, ...page.names] }
              : page;
          },
        }),
      },
      { "list.paging": "fail" },
    ],
    [
      "with a token that leads back",
      { patch: (to) => ({ ...to, writeNextToken: () => to.writeNextToken("ecf-9i59nsg-", undefined as never) }) },
      { "list.paging": "fail", "list.last-page": "fail" },
    ],
    [
      "whose last one has a token, and an error behind it",
      {
        patch: (to) => ({
          ...to,
          listDocument: (page, call) => ({ ...to.listDocument(page, call), nextToken: page.nextToken ?? "end" }),
        }),
      },
      { "list.paging": "fail", "list.last-page": "fail" },
    ],
    [
      "whose last one has an empty token",
      {
        patch: (to) => ({
          ...to,
          listDocument: (page, call) => ({ ...to.listDocument(page, call), nextToken: page.nextToken ?? 7 }),
        }),
      },
      { "list.last-page": "fail" },
    ],
  ])("%s", async (_what, endpoint, faults) => {
    expect(await faultsFound(subject, endpoint)).toEqual(faults);
  });

  test("between which others come and go say nothing", async () => {
    let pages = 0;
    const churning: Endpoint = {
      patch: (to) => ({
        ...to,
        pageOf: (names, listing, call) => {
          pages += 1;
          const page = to.pageOf(names, listing, call);
          return { ...page, names: [`a-stranger-${pages}`, ...page.names].slice(0, listing.maxResults) };
        },
      }),
    };
    expect((await ownVerdicts(subject, churning))["list.paging"]).toBe("inconclusive");
  });

  test("are told by what is wrong with them", async () => {
    const long = await judgeCase(subject, {
      patch: (to) => ({
        ...to,
        pageOf: (names, listing, call) => to.pageOf(names, { ...listing, maxResults: 3 }, call),
      }),
    });
    expect(long.received["list.paging"]).toBe("a page of 3");
    const fine = await judgeCase(subject);
    expect(fine.received["list.paging"]).toBe("each once");
    expect(fine.received["list.last-page"]).toBe("no nextToken");
  });
});

test("a listed cluster is described, where there is one", async () => {
  const subject = caseOf(LIFECYCLE_CASES, "lifecycle/describe-listed");
  expect((await judgeCase(subject)).target.log).toEqual(["GET /clusters"]);
  expect((await judgeCase(subject, { existing: { eks: ["a", "b"] } })).target.log).toEqual([
    "GET /clusters",
    "GET /clusters/a",
  ]);
});

test("a list without its names is told as such, and not by the token that it lacks as well", () => {
  const last = aReply({ status: 200, body: { cluster: {} } });
  expect(lastPageFinding({ items: [], pages: [], replies: [last], last, end: "no page" })).toMatchObject({
    grade: "missed",
    expected: "pages with a list of clusters each, the last without nextToken",
    received: "an answer without a list of clusters",
  });
});

test("in an account of more clusters than pages are read, pages of one or two charge nobody", async () => {
  const eks = Array.from({ length: 900 }, (_, index) => `cluster-${index}`);
  const { verdicts } = await judgeCase(caseOf(LIFECYCLE_CASES, "lifecycle/paging"), { existing: { eks } });
  expect(verdicts).toMatchObject({ "list.paging": "inconclusive", "list.last-page": "inconclusive" });
});
