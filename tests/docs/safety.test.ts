import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

const text = readFileSync(new URL("../../docs/safety.md", import.meta.url), "utf8");
const rows = text
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
  .map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );

test("each promise has a test and a figure", () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((cells) => cells.includes(""))).toEqual([]);
});

test("no cell is too long to be read in a table", () => {
  expect(rows.flat().filter((cell) => cell.length > 200)).toEqual([]);
});
