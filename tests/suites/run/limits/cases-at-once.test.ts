import { expect, test } from "@jest/globals";
import { casesAtOnce } from "#suites/run/limits/cases-at-once.ts";

test.each([1, 2, 16])("while %i requests are on their way, further cases are judged and signed", (concurrency) => {
  expect(casesAtOnce({ concurrency })).toBeGreaterThan(concurrency);
});
