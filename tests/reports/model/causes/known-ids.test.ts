import { expect, test } from "@jest/globals";
import { COMMON_RULES, FAULT_PATTERNS, SITUATIONS, STORIES } from "../../../../reports/model/causes/patterns.ts";
import { REQUIREMENT_REASONS } from "../../../../reports/model/causes/why-it-matters.ts";
import { allRequirements } from "../../../../spec/all-requirements.ts";
import { loadBundledContract } from "../../../../spec/contract/load.ts";

test("whatever the causes are told by is a requirement there is", () => {
  const known = new Set(allRequirements(loadBundledContract()).map(({ id }) => id));
  const named = [
    ...FAULT_PATTERNS.flatMap(({ shownBy, and, unless = [], breaks }) => [shownBy, ...and, ...unless, ...breaks]),
    ...Object.entries(STORIES).flatMap(([story, parts]) => [story, ...parts]),
    ...COMMON_RULES,
    ...Object.keys(SITUATIONS),
    ...Object.keys(REQUIREMENT_REASONS),
  ];
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});
