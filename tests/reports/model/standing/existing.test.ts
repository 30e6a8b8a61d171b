import { expect, test } from "@jest/globals";
import { renderConsole } from "#reports/console/render-console.ts";
import { existingSentence } from "#reports/model/standing/existing.ts";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import type { ExistingSeen } from "#suites/record/parts/existing-seen.ts";
import { aRecord } from "#tests/reports/producers.ts";
import { conformant } from "#tests/reports/records.ts";

function seen(resource: string, counts: Partial<ExistingSeen> = {}): ExistingSeen {
  return { resource, listed: 0, described: 0, gone: 0, goesOn: false, ...counts };
}

test("says of each kind how many of those listed were described, and that the others were left out", () => {
  const existing = [
    seen("cluster", { listed: 12, described: 3, goesOn: true }),
    seen("access-entry", { listed: 2, described: 1, gone: 1 }),
    seen("addon"),
  ];
  expect(existingSentence(aRecord({ existing }))).toBe(
    "Of what the account has, the first of each list were described, and the others left out: cluster 3 of 12 or more, access entry 1 of 2 (1 gone meanwhile)",
  );
});

test("says so where the lists are empty, and nothing where no run asked", () => {
  expect(existingSentence(aRecord({ existing: [seen("cluster")] }))).toContain("its lists are empty");
  expect(existingSentence(aRecord({}))).toBeUndefined();
});

test("stands in what a run prints, and in its summary", () => {
  const record = { ...conformant, existing: [seen("cluster", { listed: 4, described: 3 })] };
  const printed = renderConsole(record, { width: 80, paint: (text: string) => text });
  expect(printed.replace(/\s+/g, " ")).toContain("cluster 3 of 4");
  expect(renderMarkdown(record)).toContain("cluster 3 of 4");
});
