import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { loadEksContract } from "#spec/contract/load.ts";
import { CONTRADICTIONS } from "#spec/contradictions.ts";
import { loadObservations } from "#spec/observations/load-observations.ts";

const page = readFileSync(new URL("../../../docs/real-eks.md", import.meta.url), "utf8");
const { observations, levels } = loadObservations();

/** Rows of the page's tables, by what stands in their first cell. */
const rows = new Map(
  page
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")))
    .map((cells) => [cells[1] ?? "", cells.slice(2, -1)]),
);

test("docs/real-eks.md has each observation, as it is", () => {
  const told = observations.map(({ id, operation, sent, status, error, contradicts = "", date, seen, source }) => {
    const answer = error !== undefined || (status ?? 200) >= 400 ? [[status, error].filter(Boolean).join(" ")] : [];
    return [id, [operation === "*" ? "any" : operation, sent, ...answer, contradicts, date, seen, source]] as const;
  });
  expect(told.map(([id]) => [id, rows.get(id)])).toEqual(told);
});

test("docs/real-eks.md has no others", () => {
  const ids = [...rows.keys()].filter((id) => /^O\d+$/.test(id));
  expect(ids.sort()).toEqual(observations.map(({ id }) => id).sort());
});

test("docs/real-eks.md has each rule on levels, and contradictions that there are", () => {
  const heads = [...rows].filter(([, cells]) => /^(?:SHOULD|INFO)(?: on AWS)?$/.test(cells[0] ?? ""));
  expect(heads).toHaveLength(levels.length);
  const known = new Set(CONTRADICTIONS.map(({ id }) => id));
  for (const [id] of page.matchAll(/\bC\d+\b/g)) expect(known).toContain(id);
});

test("operations that docs/real-eks.md calls unseen are", () => {
  const seen = new Set(observations.map(({ operation }) => operation));
  const [, unseen = ""] = /^- (.*) and other operations that are in neither table below$/m.exec(page) ?? [];
  const named = unseen.split(/, | and /);
  expect(named.length).toBeGreaterThan(1);
  for (const each of named) {
    expect(loadEksContract().operations.has(each)).toBe(true);
    expect(seen).not.toContain(each);
  }
});
