import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { setImmediate as turn } from "node:timers/promises";
import { DrawnAhead } from "../../../suites/run/drawn-ahead.ts";
import { Turns } from "../../../endpoint/sending/turns.ts";

/** A source that tells how far it was drawn. */
function counted(size: number, fails = false): { items: Iterable<number>; drawn: () => number } {
  let drawn = 0;
  const items = (function* () {
    for (; drawn < size;) {
      drawn += 1;
      yield drawn - 1;
    }
    if (fails) throw new Error("the source broke");
  })();
  return { items, drawn: () => drawn };
}

test("the items are the source's, in its order, however far ahead and whenever they are asked for", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.nat(8), fc.array(fc.nat(3)), async (size, limit, pauses) => {
      const ahead = new DrawnAhead(counted(size).items, new Turns(), limit);
      const got: number[] = [];
      for (let next = ahead.next(); next.done !== true; next = ahead.next()) {
        got.push(next.value);
        for (let turns = pauses[got.length] ?? 0; turns > 0; turns -= 1) await turn();
      }
      expect(got).toEqual(Array.from({ length: size }, (_, index) => index));
      expect(ahead.next().done).toBe(true);
    }),
  );
});

test("one item is drawn in each turn, up to the limit, and again when room is made", async () => {
  const { items, drawn } = counted(100);
  const ahead = new DrawnAhead(items, new Turns(), 3);
  expect(drawn()).toBe(0);
  await turn();
  expect(drawn()).toBe(1);
  for (let turns = 0; turns < 10; turns += 1) await turn();
  expect(drawn()).toBe(3);
  ahead.next();
  ahead.next();
  for (let turns = 0; turns < 10; turns += 1) await turn();
  expect(drawn()).toBe(5);
  ahead.stop();
});

test("without turns, items are drawn when they are asked for", async () => {
  const { items, drawn } = counted(5);
  const ahead = new DrawnAhead(items, undefined);
  await turn();
  await turn();
  expect(drawn()).toBe(0);
  ahead.next();
  await turn();
  expect(drawn()).toBe(1);
});

test("what the source throws comes after what it gave, once", async () => {
  const ahead = new DrawnAhead(counted(2, true).items, new Turns(), 10);
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect([ahead.next().value, ahead.next().value]).toEqual([0, 1]);
  expect(() => ahead.next()).toThrow("the source broke");
  expect(ahead.next().done).toBe(true);
});

test("nothing more is drawn after a stop", async () => {
  const { items, drawn } = counted(100);
  const ahead = new DrawnAhead(items, new Turns(), 50);
  await turn();
  ahead.stop();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(drawn()).toBe(1);
});
