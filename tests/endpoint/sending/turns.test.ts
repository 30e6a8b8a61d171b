import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { setImmediate as turn } from "node:timers/promises";
import { Turns } from "../../../endpoint/sending/turns.ts";

test("each piece of work has a turn of its own, in the order in which it came, before any spare work", async () => {
  const kinds = fc.array(fc.constantFrom("awaited", "spare"), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(kinds, async (asked) => {
      const turns = new Turns();
      const done: string[] = [];
      for (const [index, kind] of asked.entries()) {
        const note = (): void => void done.push(`${kind} ${index}`);
        if (kind === "spare") turns.spare(note);
        else void turns.next().then(note);
      }
      const perTurn: number[] = [];
      for (let before = 0; perTurn.length < asked.length; before = done.length) {
        await turn();
        perTurn.push(done.length - before);
      }
      const named = asked.map((kind, index) => `${kind} ${index}`);
      expect(done).toEqual([
        ...named.filter((name) => name.startsWith("awaited")),
        ...named.filter((name) => name.startsWith("spare")),
      ]);
      expect(perTurn.every((count) => count === 1)).toBe(true);
    }),
  );
});

test("no work begins in the two turns in which a request is written, and again after the next request", async () => {
  const turns = new Turns();
  let done = 0;
  void turns.next().then(() => (done += 1));
  void turns.next().then(() => (done += 1));
  turns.requestLeaves();
  await turn();
  await turn();
  expect(done).toBe(0);
  await turn();
  expect(done).toBe(1);
  turns.requestLeaves();
  await turn();
  await turn();
  expect(done).toBe(1);
  await turn();
  expect(done).toBe(2);
});

test("spare work that was called off is not done, and the same work asked for twice is done twice", async () => {
  const turns = new Turns();
  let done = 0;
  const work = (): void => void (done += 1);
  const callOff = turns.spare(work);
  turns.spare(work);
  turns.spare(work);
  callOff();
  for (let passed = 0; passed < 5; passed += 1) await turn();
  expect(done).toBe(2);
});

describe("over an answer that is awaited", () => {
  /** Whether the loop stays awake, at so many milliseconds after a request left, where the answer before took so many. */
  async function isAwake(before: number, after: number): Promise<boolean> {
    let now = 1_000;
    const turns = new Turns({ now: () => now });
    turns.answerCame(before);
    turns.requestLeaves();
    now += after;
    await turn();
    const awake = process.getActiveResourcesInfo().includes("Immediate");
    now = Infinity;
    await turn();
    return awake;
  }

  test.each([
    [0.5, 0.4, true],
    [0.5, 0.5, false],
    [0.6, 0.4, false],
  ])("after one of %s ms, for %s ms: %s", async (before, after, awake) => {
    expect(await isAwake(before, after)).toBe(awake);
  });

  test("the loop sleeps as it always does before any answer came", async () => {
    const turns = new Turns({ now: () => 0 });
    turns.requestLeaves();
    await turn();
    expect(process.getActiveResourcesInfo()).not.toContain("Immediate");
  });
});
