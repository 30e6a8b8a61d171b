import { expect, test } from "@jest/globals";
import { contradictedBy, readLookedAt } from "#scripts/interop/findings/looked-at.ts";
import { aRequirement } from "#tests/reports/producers.ts";

test("ten findings of each emulator were looked at by hand, each once", () => {
  for (const findings of readLookedAt().values()) {
    const ids = findings.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(10);
    expect(ids).toEqual([...new Set(ids)]);
  }
});

test.each([
  ["moto 1:\n  - id: x\n    holds: maybe\n    why: it is so\n", "/moto 1/0/holds must be boolean"],
  ["moto 1:\n  - id: x\n    holds: true\n", "/moto 1/0 must have required property 'why'"],
  ["- moto\n", "must be object"],
])("what is not of its form is told in a line", (text, said) => {
  expect(() => readLookedAt(text)).toThrow(said);
});

test.each([
  ["fail", "MUST", true, []],
  ["warn", "SHOULD", true, []],
  ["warn", "MUST", true, ["x is told as true, and the record has warn"]],
  ["pass", "MUST", true, ["x is told as true, and the record has pass"]],
  ["inconclusive", "MUST", true, ["x is told as true, and the record has inconclusive"]],
  ["pass", "MUST", false, []],
  ["not-applicable", "MUST", false, []],
  ["fail", "MUST", false, ["x is told as false, and the record has fail"]],
] as const)("a record with %s of a %s is compared with a finding told as %s", (verdict, level, holds, said) => {
  const requirements = [aRequirement({ id: "x", verdict, level })];
  expect(contradictedBy({ requirements }, [{ id: "x", holds, why: "so" }])).toEqual(said);
});

test("a finding of no requirement in the record is told", () => {
  expect(contradictedBy({ requirements: [] }, [{ id: "x", holds: true, why: "so" }])).toHaveLength(1);
});
