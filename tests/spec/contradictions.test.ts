import { expect, test } from "@jest/globals";
import { CONTRADICTIONS } from "#spec/contradictions.ts";

test("are numbered without gaps", () => {
  expect(CONTRADICTIONS.map(({ id }) => id)).toEqual(Array.from({ length: 26 }, (_, index) => `C${index + 1}`));
});

test.each(CONTRADICTIONS)("$id names two sources or more, a question and a decision", (contradiction) => {
  expect(contradiction.topic).toMatch(/^[A-Z].*\?$/);
  expect(new Set(contradiction.sources.map(({ source }) => source)).size).toBe(contradiction.sources.length);
  expect(contradiction.sources.length).toBeGreaterThan(1);
  for (const text of [...contradiction.sources.map(({ says }) => says), contradiction.resolution]) {
    expect(text).toMatch(/\.$/);
  }
});
