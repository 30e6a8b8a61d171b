import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { NameLocks } from "#suites/registration/session/name-locks.ts";

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("the same name waits, another does not", async () => {
  const locks = new NameLocks();
  const release = await locks.acquire("a");
  await locks.acquire("b");
  let second = false;
  const waiting = locks.acquire("a").then((free) => {
    second = true;
    return free;
  });
  await settle();
  expect(second).toBe(false);
  release();
  (await waiting)();
  await locks.acquire("a");
});

test("a release frees the next alone, in the order of asking", async () => {
  const locks = new NameLocks();
  const first = await locks.acquire("a");
  const order: string[] = [];
  const second = locks.acquire("a").then((free) => (order.push("second"), free));
  const third = locks.acquire("a").then((free) => (order.push("third"), free));
  first();
  first();
  const free = await second;
  await settle();
  expect(order).toEqual(["second"]);
  free();
  (await third)();
  expect(order).toEqual(["second", "third"]);
});

test("law: one holder of a name at a time, and everybody gets it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "b", "__proto__"), { maxLength: 20 }),
      fc.scheduler(),
      async (names, scheduler) => {
        const locks = new NameLocks();
        const holders = new Map<string, number>();
        let served = 0;
        const use = async (name: string): Promise<void> => {
          const release = await locks.acquire(name);
          holders.set(name, (holders.get(name) ?? 0) + 1);
          expect(holders.get(name)).toBe(1);
          await scheduler.schedule(Promise.resolve());
          holders.set(name, 0);
          served += 1;
          release();
        };
        await scheduler.waitFor(Promise.all(names.map(use)));
        expect(served).toBe(names.length);
      },
    ),
  );
});
