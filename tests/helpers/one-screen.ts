import { expect } from "@jest/globals";
import { ROWS } from "#reports/console/console-settings.ts";
import { renderConsole } from "#reports/console/render-console.ts";
import { rowsOf } from "#reports/console/rows-of.ts";
import { headline } from "#reports/model/causes/cause.ts";
import { causesOf, failingCauses } from "#reports/model/causes/causes-of.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** The end of a run on a terminal of 80 columns: within its rows, the verdict first, and the first cause in full. */
export function expectOneScreen(record: RunRecord): void {
  const text = renderConsole(record);
  expect(rowsOf(text.trimEnd().split("\n"), 80)).toBeLessThanOrEqual(ROWS);
  const told = text.replaceAll(/\s+/g, " ");
  expect(told).toContain(record.outcome.answer);
  const [first] = failingCauses(record, causesOf(record));
  if (first === undefined) return;
  const begin = headline(first).replaceAll("`", "").slice(0, 40);
  expect(told).toContain(`1. ${begin}`);
  for (const part of [" fix ", " client ", " source ", first.shownBy[0]?.requirement.id ?? ""]) {
    expect(told).toContain(part);
  }
}
