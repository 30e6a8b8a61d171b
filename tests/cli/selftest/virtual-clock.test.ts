import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";

test("sleepers wake in the order of their times, at their times, whatever the order they lay down in", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 20 }), async (naps) => {
      const clock = new VirtualClock();
      const start = clock.now();
      const woken: number[] = [];
      await Promise.all(naps.map((ms) => clock.sleep(ms).then(() => woken.push(clock.now() - start))));
      expect(woken).toEqual(naps.toSorted((a, b) => a - b));
    }),
  );
});

test("whoever can go on goes on before time passes", async () => {
  const clock = new VirtualClock();
  const start = clock.now();
  const seen: number[] = [];
  const busy = async (): Promise<void> => {
    for (let step = 0; step < 50; step += 1) await Promise.resolve();
    seen.push(clock.now() - start);
    await clock.sleep(5);
    seen.push(clock.now() - start);
  };
  await Promise.all([clock.sleep(1000).then(() => seen.push(clock.now() - start)), busy()]);
  expect(seen).toEqual([0, 5, 1000]);
});

test("chance is the same for every clock, and spread over the unit interval", () => {
  const draw = (): number[] => Array.from({ length: 100 }, new VirtualClock().random);
  const drawn = draw();
  expect(drawn).toEqual(draw());
  expect(Math.min(...drawn)).toBeLessThan(0.05);
  expect(Math.max(...drawn)).toBeGreaterThan(0.95);
  expect(Math.max(...drawn)).toBeLessThan(1);
});
