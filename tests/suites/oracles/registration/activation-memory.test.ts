import { expect, test } from "@jest/globals";
import { ActivationMemory } from "#suites/oracles/registration/activation-memory.ts";

test("a value given twice is known by the first cluster that had it", () => {
  const memory = new ActivationMemory();
  expect(memory.remember("x", "a")).toBeUndefined();
  expect(memory.remember("y", "b")).toBeUndefined();
  expect(memory.remember("x", "c")).toBe("a");
  expect(memory.remember("x", "d")).toBe("a");
});

test("no more than the limit is kept, and what is kept stays known", () => {
  const memory = new ActivationMemory(2);
  for (const value of ["x", "y", "z"]) memory.remember(value, `of ${value}`);
  expect(memory.remember("z", "later")).toBeUndefined();
  expect(memory.remember("y", "later")).toBe("of y");
  expect(memory.remember("x", "later")).toBe("of x");
});
