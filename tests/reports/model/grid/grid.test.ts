import { describe, expect, test } from "@jest/globals";
import { gridOf } from "#reports/model/grid/grid.ts";
import { gridState, STATE_ORDER } from "#reports/model/grid/grid-state.ts";
import { VERDICTS } from "#suites/record/verdicts/verdict.ts";
import { anOperation, aRequirement } from "#tests/reports/producers.ts";
import { ALL_RECORDS } from "#tests/reports/records.ts";

test.each([
  ["met", { verdict: "pass" }],
  ["met", { verdict: "warn", level: "MUST" }],
  ["not-met", { verdict: "warn", level: "SHOULD" }],
  ["not-met", { verdict: "fail" }],
  ["not-there", { verdict: "not-implemented", operation: "ListClusters", missing: "ListClusters" }],
  ["not-tested", { verdict: "not-applicable", operation: "ListClusters" }],
  ["not-tested", { verdict: "disabled", operation: "ListClusters" }],
  ["blocked", { verdict: "not-applicable", missing: "ListClusters" }],
  ["undecided", { verdict: "inconclusive" }],
  ["stale", { verdict: "stale" }],
  ["error", { verdict: "error" }],
  ["observed", { verdict: "info" }],
  ["not-tested", { verdict: "not-applicable" }],
] as const)("it is %s for %j", (state, parts) => {
  expect(gridState(aRequirement(parts))).toBe(state);
});

describe.each(Object.entries(ALL_RECORDS))("the grid of %s", (_name, record) => {
  const { foot, rows } = gridOf(record);
  const sum = (cells: readonly { readonly counts: object }[]) =>
    cells.flatMap(({ counts }) => Object.values(counts) as number[]).reduce((total, count) => total + count, 0);

  test("counts each requirement once: in its rows, in its areas, and in all", () => {
    expect(sum([foot.all])).toBe(record.requirements.length);
    expect(sum(foot.cells)).toBe(record.requirements.length);
    expect(sum(rows.map(({ all }) => all))).toBe(record.requirements.length);
    expect(sum(rows.flatMap(({ cells }) => cells))).toBe(record.requirements.length);
  });
});

test("each verdict stands somewhere", () => {
  const requirements = VERDICTS.map((verdict) => aRequirement({ id: `r.${verdict}`, verdict }));
  const { all } = gridOf({ operations: [], requirements }).foot;
  expect(Object.keys(all.counts).every((state) => STATE_ORDER.includes(state as never))).toBe(true);
});

test("a whole service has a row for each kind of resource, and its operations below", () => {
  const operations = [
    anOperation("MakeBox", { resource: "tall-box" }),
    anOperation("BurnBox", { resource: "tall-box", verdict: "not-implemented", reason: "404" }),
    anOperation("MakeLid", { resource: "lid", verdict: "disabled" }),
  ];
  const requirements = [
    aRequirement({ id: "a", operation: "MakeBox", area: "routing" }),
    aRequirement({ id: "b", operation: "BurnBox", area: "routing", verdict: "not-implemented" }),
    aRequirement({ id: "c", operation: "*", area: "lifecycle", verdict: "fail" }),
  ];
  const { areas, rows, kinds } = gridOf({ operations, requirements });
  expect(areas).toEqual(["routing", "lifecycle"]);
  expect(rows.map(({ by, key, note, lacking }) => [by, key, note, lacking])).toEqual([
    ["resource", "tall-box", "there: 1 of 2, 1 not implemented", true],
    ["operation", "*", undefined, false],
  ]);
  expect(rows[0]?.cells.map(({ counts }) => counts)).toEqual([{ "not-there": 1, met: 1 }, {}]);
  expect(kinds.map(({ rows: own }) => own.map(({ name, note, reason }) => [name, note, reason]))).toEqual([
    [
      ["MakeBox", undefined, undefined],
      ["BurnBox", "not implemented", "404"],
    ],
  ]);
});
