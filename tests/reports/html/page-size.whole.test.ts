import { expect, test } from "@jest/globals";
import { reportPage } from "#tests/helpers/report-pages.ts";
import { recordFullOf, recordOfLargeTexts } from "#tests/reports/large-records.ts";

// Each record is a little more than a page holds; many times as much: tests/long/reports/page-size.test.ts.

/** Every character is shown by its name, which takes ten times its room. */
const LARGE = "\u202e".repeat(4_096);

test("index.html stays below 5 MB, whatever the target answers", () => {
  const page = reportPage(recordOfLargeTexts(8, LARGE));
  expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
  expect(page).toContain("stands only in");
});

test.each([
  ["<", 200],
  ["\u0000", 8],
])("a page of evidence full of %j stays below 5 MB", (character, requirements) => {
  const page = reportPage(recordFullOf(character, requirements));
  expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
  expect(page).toContain("stands only in");
});
