import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { leastAccepted, narrowestSpan } from "#generators/reduce/bisection.ts";

test("finds the threshold in as many attempts as halving takes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(100), async (threshold) => {
      let attempts = 0;
      const found = await leastAccepted(0, 100, (candidate) => {
        attempts += 1;
        return Promise.resolve(candidate >= threshold);
      });
      expect(found).toBe(threshold);
      expect(attempts).toBeLessThanOrEqual(7);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test("finds the run that matters", async () => {
  const run = fc
    .tuple(fc.nat(20), fc.integer({ min: 1, max: 10 }))
    .map(([start, size]) => ({ start, end: start + size }));
  await fc.assert(
    fc.asyncProperty(run, async ({ start, end }) => {
      const span = await narrowestSpan(30, (tried) => Promise.resolve(tried.start <= start && tried.end >= end));
      expect(span).toEqual({ start, end });
    }),
    { seed: 1, numRuns: 100 },
  );
});
