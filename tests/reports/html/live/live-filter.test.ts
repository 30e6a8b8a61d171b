import { describe, expect, test } from "@jest/globals";
import { addressOf, EVERYTHING, filterOf, isWanted, type LiveFilter } from "#reports/html/live/live-filter.ts";
import { statusClass } from "#reports/html/live/live-view.ts";
import { HOSTILE_STRINGS } from "#tests/helpers/hostile-strings.ts";
import { aFinding, anExchange } from "./live-views.ts";

const wanted = (filter: Partial<LiveFilter>, given: Parameters<typeof anExchange>[0] = {}) =>
  isWanted(anExchange(given), { ...EVERYTHING, ...filter });

describe("a filter", () => {
  test("of nothing lets all through", () => {
    expect(wanted({})).toBe(true);
  });

  test("of words wants all of them, in whatever the page shows", () => {
    const found = { findings: [aFinding({ requirement: "list.no-duplicates", received: "Two" })] };
    expect(wanted({ text: "GET two  list.no" }, found)).toBe(true);
    expect(wanted({ text: "GET three" }, found)).toBe(false);
  });

  test("of an operation knows those of none, too", () => {
    expect(wanted({ operation: "ListClusters" })).toBe(true);
    expect(wanted({ operation: "DescribeCluster" })).toBe(false);
    expect(wanted({ operation: "-" })).toBe(false);
    expect(wanted({ operation: "-" }, { operation: undefined })).toBe(true);
  });

  test("of classes of a status wants one of them", () => {
    expect(wanted({ statuses: ["4xx", "none"] }, { status: 404 })).toBe(true);
    expect(wanted({ statuses: ["4xx", "none"] }, { status: undefined })).toBe(true);
    expect(wanted({ statuses: ["4xx", "none"] })).toBe(false);
  });

  test("of findings wants some", () => {
    expect(wanted({ onlyFindings: true })).toBe(false);
    expect(wanted({ onlyFindings: true }, { findings: [aFinding({})] })).toBe(true);
  });
});

test.each([...HOSTILE_STRINGS.filter((text) => text.isWellFormed()), "a&b=c#d%zz + e"])(
  "the address of a filter with %j is read as it was",
  (text) => {
    const filter: LiveFilter = { text, operation: text, statuses: ["2xx", "none"], onlyFindings: true };
    expect(filterOf(`#${addressOf(filter)}`)).toEqual(filter);
  },
);

test.each(["", "#", "#causes", "#%", "#status=7xx&status=constructor&findings=perhaps"])(
  "an address that ends with %j filters nothing",
  (hash) => {
    expect(filterOf(hash)).toEqual(EVERYTHING);
  },
);

test("a status of no class is none", () => {
  expect([200, 302, 404, 599, 700, 99, undefined].map(statusClass)).toEqual([
    "2xx",
    "3xx",
    "4xx",
    "5xx",
    "none",
    "none",
    "none",
  ]);
});
