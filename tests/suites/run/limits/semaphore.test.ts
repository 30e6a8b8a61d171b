import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Semaphore } from "#suites/run/limits/semaphore.ts";

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Asks for permits and notes when they are granted. */
function ask(permits: Semaphore, count: number) {
  const asked: { release?: () => void } = {};
  void permits.acquire(count).then((release) => (asked.release = release));
  return asked;
}

test("first come, first served: a small wish does not overtake a big one", async () => {
  const permits = new Semaphore(3);
  const first = ask(permits, 2);
  const big = ask(permits, 3);
  const small = ask(permits, 1);
  await settle();
  expect([first, big, small].map(({ release }) => release !== undefined)).toEqual([true, false, false]);
  first.release?.();
  await settle();
  expect([big, small].map(({ release }) => release !== undefined)).toEqual([true, false]);
  big.release?.();
  await settle();
  expect(small.release).toBeDefined();
});

test("one release may let several in", async () => {
  const permits = new Semaphore(2);
  const both = ask(permits, 2);
  const [a, b, c] = [ask(permits, 1), ask(permits, 1), ask(permits, 1)];
  await settle();
  both.release?.();
  await settle();
  expect([a, b, c].map(({ release }) => release !== undefined)).toEqual([true, true, false]);
});

test("a second release of the same permit changes nothing", async () => {
  const permits = new Semaphore(1);
  const first = ask(permits, 1);
  await settle();
  first.release?.();
  first.release?.();
  const second = ask(permits, 1);
  const third = ask(permits, 1);
  await settle();
  expect([second, third].map(({ release }) => release !== undefined)).toEqual([true, false]);
});

test("who asks for none waits for nobody", async () => {
  const permits = new Semaphore(1);
  ask(permits, 1);
  const [waiting, none] = [ask(permits, 1), ask(permits, 0)];
  await settle();
  expect([waiting, none].map(({ release }) => release !== undefined)).toEqual([false, true]);
});

test("more than there are is cut to all of them", async () => {
  const permits = new Semaphore(2);
  const all = ask(permits, 9);
  const next = ask(permits, 1);
  await settle();
  expect([all, next].map(({ release }) => release !== undefined)).toEqual([true, false]);
  all.release?.();
  await settle();
  expect(next.release).toBeDefined();
});

test("law: never more than the total at once, everybody served, in the order of asking", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }),
      fc.scheduler(),
      async (total, wishes, scheduler) => {
        const permits = new Semaphore(total);
        const granted: number[] = [];
        let held = 0;
        const use = async (count: number, index: number): Promise<void> => {
          const release = await permits.acquire(count);
          granted.push(index);
          held += Math.min(count, total);
          expect(held).toBeLessThanOrEqual(total);
          await scheduler.schedule(Promise.resolve());
          held -= Math.min(count, total);
          release();
        };
        const all = Promise.all(wishes.map(use));
        await scheduler.waitFor(all);
        expect(granted).toEqual(wishes.map((_, index) => index));
        expect(held).toBe(0);
      },
    ),
  );
});
