import { expect, test } from "@jest/globals";
import { bearsRun, isMadeFrom, runPrefix } from "#custody/ownership/run-prefix.ts";

const [MINE, THEIRS] = ["2026-11-27T10:00:00.000Z-1", "2026-11-27T10:00:00.000Z-2"];

test("the names of two runs begin differently, and as many characters long", () => {
  expect(runPrefix(MINE)).not.toBe(runPrefix(THEIRS));
  expect(runPrefix(MINE)).toHaveLength(runPrefix(THEIRS).length);
});

test("the shards of a run have names of their own, and all are the run's", () => {
  const prefixes = [runPrefix(MINE), runPrefix(MINE, 1), runPrefix(MINE, 2), runPrefix(MINE, 12)];
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const prefix of prefixes) expect(bearsRun(`${prefix}x`, MINE)).toBe(true);
});

test.each([
  ["of another run", `${runPrefix(THEIRS)}x`],
  ["that goes on where the prefix ends", `${runPrefix(MINE).slice(0, -1)}x-y`],
  ["with its id cut in two", `${runPrefix(MINE).slice(0, 6)}-${runPrefix(MINE).slice(6)}x`],
  ["of a shard without a number", `${runPrefix(MINE).slice(0, -1)}s-x`],
])("a name %s does not bear the run", (_what, name) => {
  expect(bearsRun(name, MINE)).toBe(false);
});

test.each([
  ["in capitals", `${runPrefix(MINE)}x`.toUpperCase()],
  ["with another first character", `0${runPrefix(MINE).slice(1)}x`],
  ["with underscores", `${runPrefix(MINE, 2)}x`.replaceAll("-", "_")],
])("a name of another look bears the run: %s", (_what, name) => {
  expect(bearsRun(name, MINE)).toBe(true);
  expect(bearsRun(name, THEIRS)).toBe(false);
});

test("a text that was made from a name holds its run, and no other", () => {
  const arn = `arn:aws:eks:us-east-1:111122223333:cluster/${runPrefix(MINE, 3)}x`;
  expect(bearsRun(arn, MINE)).toBe(true);
  expect(bearsRun(arn, THEIRS)).toBe(false);
});

test("a name that an endpoint altered is made from one with the prefix, and that of another run or shard is not", () => {
  const name = `${runPrefix(MINE, 1)}x`;
  const altered = [name, `${name}-twin`, name.slice(1), name.toUpperCase(), `x-${name}`, name.replaceAll("-", "_")];
  const others = [
    `${runPrefix(MINE, 2)}x`,
    `${runPrefix(MINE, 11)}x`,
    `${runPrefix(MINE)}x`,
    `${runPrefix(THEIRS, 1)}x`,
    "x",
  ];
  const made = (names: readonly string[]) => names.filter((each) => isMadeFrom(runPrefix(MINE, 1), each));
  expect(made(altered)).toEqual(altered);
  expect(made(others)).toEqual([]);
});
