import { expect, test } from "@jest/globals";
import { reportPage } from "#tests/helpers/report-pages.ts";
import { all, byId, parseMarkup, textOf, type Element } from "#tests/reports/markup.ts";
import { anOperation, aRecord, aRequirement } from "#tests/reports/producers.ts";

const grid = (parts: Parameters<typeof aRecord>[0]): Element =>
  byId(parseMarkup(reportPage(aRecord(parts)), "html"), "operations");
const queries = (root: Element) => all(root, "a").map((link) => link.attributes.get("data-query"));

const operations = [anOperation("RegisterCluster"), anOperation("ListClusters", { verdict: "not-implemented" })];
const requirements = [
  aRequirement({ id: "r.a", verdict: "fail" }),
  aRequirement({ id: "r.b" }),
  aRequirement({ id: "r.c", area: "lifecycle", operation: "ListClusters", verdict: "not-implemented" }),
];

test("a cell says in words how many stand how, and leads to them, without the script too", () => {
  const root = grid({ operations, requirements });
  const cell = all(root, "a").find(
    (link) => link.attributes.get("data-query") === `operation:"RegisterCluster" area:input-constraints`,
  );
  expect(cell === undefined ? "" : textOf(cell).trim()).toBe("1 not met 1 met");
  expect(cell?.attributes.get("href")).toBe("#area-input-constraints-RegisterCluster");
  for (const query of [`operation:"ListClusters"`, "area:lifecycle", "state:not-there"]) {
    expect(queries(root)).toContain(query);
  }
});

test("a reason hides nothing where it is shown beside the pointer, either", () => {
  const reason = "404 \u202egnp.exe\u0085";
  const root = grid({
    operations: [anOperation("ListClusters", { verdict: "not-implemented", reason })],
    requirements,
  });
  const titles = all(root, "th").map((cell) => cell.attributes.get("title"));
  expect(titles).toContain("404 \\u202egnp.exe\\u0085");
});

test("a MUST that is not met marks its cell, a SHOULD does not", () => {
  const marked = (level: "MUST" | "SHOULD") =>
    all(grid({ operations, requirements: [aRequirement({ verdict: "fail", level })] }), "td", "bad").length > 0;
  expect(marked("MUST")).toBe(true);
  expect(marked("SHOULD")).toBe(false);
});

test("the operations of a whole service stand below, closed; what was not asked for is counted and no more", () => {
  const service = [
    anOperation("MakeBox", { resource: "box" }),
    anOperation("BurnBox", { resource: "box", verdict: "not-implemented", reason: "404" }),
    anOperation("MakeLid", { resource: "lid", verdict: "disabled" }),
  ];
  const root = grid({ operations: service, requirements: [aRequirement({ operation: "MakeBox" })] });
  const [folded] = all(root, "details");
  expect(folded?.attributes.has("open")).toBe(false);
  expect(folded === undefined ? "" : textOf(folded)).toMatch(/^2 operations one by one.*BurnBox not implemented/);
  expect(textOf(root)).toContain("1 operation was neither selected nor needed.");
  expect(textOf(root)).not.toContain("MakeLid");
  expect(queries(root)).toContain(`resource:"box" area:input-constraints`);
});

test("the name of an operation may break between its words, and reads as before", () => {
  const root = grid({ operations, requirements });
  const name = all(root, "th").find((head) => textOf(head).trim() === "RegisterCluster");
  expect(name === undefined ? 0 : all(name, "wbr").length).toBe(1);
});
