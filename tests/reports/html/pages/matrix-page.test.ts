import { expect, test } from "@jest/globals";
import { renderMatrixHtml } from "#reports/html/pages/matrix-page.tsx";
import { compareRecords } from "#reports/matrix.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { all, byId, classes, parseMarkup, textOf } from "#tests/reports/markup.ts";
import { aCounts, aRecord, aRequirement } from "#tests/reports/producers.ts";
import { conformant, failing, hostile, notImplemented } from "#tests/reports/records.ts";

const targetNamed = (host: string, verdict: "pass" | "fail" | "not-applicable") => {
  const record = aRecord({ requirements: [aRequirement({ id: "r.a", verdict })] });
  return { ...record, target: { ...record.target, endpoint: `http://${host}` } };
};

test("a stale expectation is one of what is kept, unless it is its day that has passed", () => {
  const differs = (counts: Parameters<typeof aCounts>[0]) => {
    const stale = aRecord({ requirements: [aRequirement({ id: "r", verdict: "stale", counts: aCounts(counts) })] });
    const passed = aRecord({ requirements: [aRequirement({ id: "r", verdict: "pass" })] });
    return compareRecords([passed, stale]).rows[0]?.disagree;
  };
  expect(differs({ pass: 1 })).toBe(false);
  expect(differs({ pass: 1, fail: 1 })).toBe(true);
});

test("targets disagree where one keeps a requirement and another does not", () => {
  const disagrees = (...verdicts: ("pass" | "fail" | "not-applicable")[]) =>
    compareRecords(verdicts.map((verdict, index) => targetNamed(`t${index}`, verdict))).rows[0]?.disagree;
  expect(disagrees("pass", "fail")).toBe(true);
  expect(disagrees("pass", "pass")).toBe(false);
  expect(disagrees("fail", "fail")).toBe(false);
  expect(disagrees("pass", "not-applicable")).toBe(false);
  expect(disagrees("pass", "not-applicable", "fail")).toBe(true);
});

test("a requirement that a run does not know has no cell there", () => {
  const [one, two] = [aRecord({ requirements: [aRequirement({ id: "r.a" })] }), aRecord({ requirements: [] })];
  expect(compareRecords([one, two]).rows[0]?.cells).toEqual([{ verdict: "pass" }, undefined]);
});

test("what another operation's absence blocks is grey, called so, and says by what", () => {
  const reason = "blocked by RegisterCluster, which is not implemented";
  const blocked = aRequirement({ id: "r.a", verdict: "not-applicable", missing: "RegisterCluster", reason });
  const records = [aRecord({ requirements: [aRequirement({ id: "r.a" })] }), aRecord({ requirements: [blocked] })];
  expect(compareRecords(records).rows[0]?.disagree).toBe(false);
  const [, cell] = all(byId(parseMarkup(renderMatrixHtml(records, pageTools()), "html"), "r.a"), "td");
  const [chip] = cell === undefined ? [] : all(cell, "span", "chip");
  expect(chip === undefined ? [] : classes(chip)).toContain("v-not-applicable");
  expect(cell === undefined ? "" : textOf(cell).trim()).toMatch(new RegExp(`^blocked\\s*${reason}$`));
});

test("targets of one name are told apart", () => {
  const labels = compareRecords([targetNamed("x", "pass"), targetNamed("y", "pass"), targetNamed("x", "fail")]).targets;
  expect(labels.map(({ label }) => label)).toEqual(["x (1)", "y", "x (2)"]);
});

test("the page has a row for each requirement and a cell for each target", () => {
  const records = [conformant, failing, notImplemented, hostile];
  const page = parseMarkup(renderMatrixHtml(records, pageTools()), "html");
  const rows = all(page, "tr", "requirement");
  expect(rows).toHaveLength(conformant.requirements.length);
  for (const row of rows) expect(all(row, "td")).toHaveLength(records.length);
  const row = byId(page, "register.name.max-length");
  expect(row.attributes.get("data-targets")).toBe("differ");
  expect(all(row, "td").map((cell) => classes(all(cell, "span", "chip")[0] ?? cell)[1])).toEqual([
    "v-pass",
    "v-fail",
    "v-not-implemented",
    "v-pass",
  ]);
  expect(textOf(all(page, "h1")[0] ?? page)).toContain("4 targets, 22 requirements");
});

test("what targets do not disagree on is closed, unless there is nothing else", () => {
  const folded = (records: Parameters<typeof renderMatrixHtml>[0]) => {
    const [details] = all(parseMarkup(renderMatrixHtml(records, pageTools()), "html"), "details", "area");
    if (details === undefined) throw new Error("nothing is folded");
    const ids = all(details, "tr", "requirement").map((row) => row.attributes.get("id"));
    return { open: details.attributes.has("open"), ids };
  };
  const differing = folded([conformant, failing]);
  expect(differing.open).toBe(false);
  expect(differing.ids).toContain("register.route");
  expect(differing.ids).not.toContain("register.name.max-length");
  expect(folded([conformant, conformant])).toMatchObject({ open: true });
});
