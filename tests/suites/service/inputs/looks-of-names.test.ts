import { expect, test } from "@jest/globals";
import { looksOfKind, looksOfLives } from "#suites/service/inputs/looks-of-names.ts";
import { readService } from "#cli/files/reading/read-spec.ts";

const { contract, table } = readService("eks");
const context = { contract, table, generation: { prefix: "ecf-0-", fixtures: {}, dictionary: [] } };
const kind = (name: string) => {
  const found = table.resources.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

const namesOf = (name: string) =>
  Object.fromEntries(looksOfLives(context, kind(name)).map(({ id, nameFor }) => [id, nameFor("salt") ?? ""]));

test("of a name with a pattern, 32 digits and 64 characters with two hyphens in a row live, too", () => {
  const { digits, doubled } = namesOf("cluster");
  expect(digits).toMatch(/^0\d{31}$/);
  expect(doubled).toMatch(/^ecf-0-.*--x*$/);
  expect(doubled).toHaveLength(64);
});

test("each salt has its own, and each run", () => {
  const digits = (prefix: string, salt: string): string | undefined => {
    const looks = looksOfLives({ ...context, generation: { ...context.generation, prefix } }, kind("cluster"));
    return looks.find(({ id }) => id === "digits")?.nameFor(salt);
  };
  const all = [digits("ecf-0-", "one"), digits("ecf-0-", "other"), digits("ecf-1-", "one")];
  expect(new Set(all).size).toBe(3);
});

test("of a name that nothing bounds they would be refused, or not, for what nobody says", () => {
  expect(Object.keys(namesOf("nodegroup"))).toEqual(looksOfKind(context, kind("nodegroup")).map(({ id }) => id));
});
