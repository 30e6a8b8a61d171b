import { expect, test } from "@jest/globals";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { reportPage } from "#tests/helpers/report-pages.ts";
import { all, byId, parseMarkup, textOf, walk, type Element } from "#tests/reports/markup.ts";
import { aRecord, aRequirement } from "#tests/reports/producers.ts";

const REASON = "not selected by --select r.*";

/** A page of so many requirements that are left out by a selection, in two areas, beside two that are not. */
function pageWith(leftOut: number): Element {
  const off = Array.from({ length: leftOut }, (_, index) =>
    aRequirement({
      id: `off.r${index}`,
      operation: "ListClusters",
      area: index % 2 === 0 ? "lifecycle" : "input-constraints",
      verdict: "disabled",
      reason: REASON,
    }),
  );
  const verdicts: readonly Verdict[] = ["pass", "not-applicable"];
  const asked = verdicts.map((verdict) => aRequirement({ id: `r.${verdict}`, verdict, reason: "no case" }));
  const coverage = [{ part: "constraints-broken" as const, of: 9, seen: 7, never: ["off.r0", "r.pass"] }];
  return parseMarkup(reportPage(aRecord({ requirements: [...asked, ...off], coverage })), "html");
}

const large = pageWith(1_200);
const hrefs = [...walk(large)].flatMap((element) => element.attributes.get("href") ?? []);

test("what a selection leaves out of a large record is counted, with where it stands, and not told one by one", () => {
  expect(all(large, "details", "requirement").map(({ attributes }) => attributes.get("id"))).toEqual([
    "r.not-applicable",
    "r.pass",
  ]);
  expect(textOf(byId(large, "requirements"))).toContain(
    "2 requirements of 1,202; the 1,200 that are switched off stand in run.json alone.",
  );
  const untested = textOf(byId(large, "not-tested"));
  expect(untested).toContain(REASON);
  expect(untested).toContain("1200");
  expect(untested).not.toContain("off.r0");
});

test("the other counts are those of the whole record", () => {
  expect(textOf(byId(large, "about"))).toContain("Not tested, and why1,201 requirements");
  expect(textOf(byId(large, "operations"))).toMatch(/1,201 not tested/);
  expect(textOf(byId(large, "operations"))).toMatch(/600 not tested/);
});

test("no link leads to what is not on the page", () => {
  const ids = new Set([...walk(large)].flatMap((element) => element.attributes.get("id") ?? []));
  const inner = hrefs.filter((href) => href.startsWith("#")).map((href) => decodeURIComponent(href.slice(1)));
  expect(inner).toContain("r.pass");
  expect(inner.filter((id) => !ids.has(id))).toEqual([]);
});

test("no filter is for a state that no row has", () => {
  const terms = [...walk(large)].flatMap((element) => element.attributes.get("data-term") ?? []);
  expect(terms).toEqual(["state:met", "state:not-tested"]);
});

test("a page of a smaller record tells of each, whatever left it out", () => {
  const page = pageWith(20);
  expect(all(page, "details", "requirement")).toHaveLength(22);
  expect(textOf(byId(page, "not-tested"))).toContain("off.r0");
});
