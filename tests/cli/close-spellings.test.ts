import { expect, test } from "@jest/globals";
import { closeSpellings } from "#cli/close-spellings.ts";

test.each<[wrong: string, known: string[], says: string]>([
  ["sed", ["seed", "select", "format"], "; the closest is seed"],
  [
    "register.naem",
    ["list.paging", "register.name", "register.tags"],
    "; the closest are register.name, register.tags",
  ],
  ["x", ["seed", "select"], ""],
  ["anything", [], ""],
])("%s of %j", (wrong, known, says) => {
  expect(closeSpellings(known, wrong)).toBe(says);
});

test("no more than five are named", () => {
  const known = ["moto1", "moto2", "moto3", "moto4", "moto5", "moto6"];
  expect(closeSpellings(known, "moto")).toBe("; the closest are moto1, moto2, moto3, moto4, moto5");
});
