import { expect, test } from "@jest/globals";
import { reportPage } from "#tests/helpers/report-pages.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { recordFullOf, recordOfLargeTexts } from "#tests/reports/large-records.ts";

const PAGES = [
  ["every text of it hidden characters", recordOfLargeTexts(sizes(40, 120), "\u202e".repeat(sizes(4_096, 16_384)))],
  ["evidence full of controls", recordFullOf("\u0000", sizes(50, 200))],
  ["evidence full of letters", recordFullOf("a", 200)],
  ["evidence full of symbols beyond the basic plane", recordFullOf("\u{1f980}", 200)],
] as const;

test.each(PAGES)("index.html stays below 5 MB with %s", (_what, record) => {
  const page = reportPage(record);
  expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
  expect(page).toContain("stands only in");
});
