import { expect, test } from "@jest/globals";
import { since } from "#spec/prose.ts";

test.each([
  ["2024-04-12", "2026-11-29T10:00:00.000Z", "2 years and 7 months"],
  ["2024-04-30", "2026-11-29", "2 years and 6 months"],
  ["2025-11-29", "2026-11-29", "1 year"],
  ["2026-10", "2026-11-29", "1 month"],
  ["2020", "2026-11-29", "6 years and 10 months"],
  ["2026-11-01", "2026-11-29", "less than a month"],
  ["2027-01-01", "2026-11-29", "less than a month"],
  ["undated", "2026-11-29", undefined],
])("%s lies before %s by %s", (date, day, age) => {
  expect(since(date, day)).toBe(age);
});
