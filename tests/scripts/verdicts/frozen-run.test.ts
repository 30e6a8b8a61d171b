import { expect, test } from "@jest/globals";
import {
  baselineText,
  differencesOf,
  readBaseline,
  unlikePlain,
  type FrozenRun,
} from "#scripts/verdicts/frozen-run.ts";

const run = (key: string, verdicts: Record<string, string>, outcome = "conformant, exit 0, 0 left"): FrozenRun => ({
  key,
  outcome,
  verdicts: new Map(Object.entries(verdicts)),
});
const PLAIN = run("eks service eks", { "b.b": "MUST pass", "a.a": "SHOULD warn (404 No: not there)" });
const FAULT = run("eks service-fault x", { "b.b": "MUST fail", "a.a": "SHOULD warn (404 No: not there)" });
const always = (): boolean => true;

test("a baseline is sorted text, and is read as it was written", () => {
  const text = baselineText([FAULT, PLAIN]);
  expect(text).toBe(
    "eks service eks: conformant, exit 0, 0 left\n  a.a SHOULD warn (404 No: not there)\n  b.b MUST pass\n" +
      "eks service-fault x: conformant, exit 0, 0 left\n  a.a SHOULD warn (404 No: not there)\n  b.b MUST fail\n",
  );
  expect(baselineText(readBaseline(text).values())).toBe(text);
  expect(readBaseline("").size).toBe(0);
  const bare = baselineText([run("eks service eks", {})]);
  expect(baselineText(readBaseline(bare).values())).toBe(bare);
});

test("of another server only what the plain one lacks is kept", () => {
  expect([...unlikePlain(FAULT, PLAIN).verdicts]).toEqual([["b.b", "MUST fail"]]);
});

test("each difference is a line: outcome, verdict, grade, level, and what is there on one side alone", () => {
  const before = readBaseline(baselineText([PLAIN, FAULT]));
  expect(differencesOf(before, [PLAIN, FAULT], always)).toEqual([]);
  const now = [run("eks service eks", { "a.a": "MUST pass" }, "non-conformant, exit 1, 0 left"), run("eks new y", {})];
  expect(differencesOf(before, now, always)).toEqual([
    "eks new y: not in the baseline",
    "eks service eks: a.a SHOULD warn (404 No: not there) -> MUST pass",
    "eks service eks: b.b MUST pass -> as the plain server",
    "eks service eks: conformant, exit 0, 0 left -> non-conformant, exit 1, 0 left",
    "eks service-fault x: not run",
  ]);
});

test("what a sample does not run is not missed", () => {
  const before = readBaseline(baselineText([PLAIN, FAULT]));
  expect(differencesOf(before, [PLAIN], (key) => key === PLAIN.key)).toEqual([]);
});
