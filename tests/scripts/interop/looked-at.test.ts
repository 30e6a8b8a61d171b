import { expect, test } from "@jest/globals";
import { readLookedAt } from "../../../scripts/interop/looked-at.ts";

test("ten findings of each emulator were looked at by hand, each once", () => {
  for (const [emulator, findings] of readLookedAt()) {
    const ids = findings.map(({ id }) => id);
    expect([emulator, ids.length >= 10]).toEqual([emulator, true]);
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
