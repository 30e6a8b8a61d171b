import { expect, test } from "@jest/globals";
import { fireCases, type Firing } from "../../../../suites/run/rounds/run-cases.ts";
import { RegistrationAccount } from "../../../../suites/run/limits/registration-limit.ts";
import type { Case } from "../../../../suites/session/case.ts";
import { aCase } from "../../../helpers/test-case.ts";

function cases(...kinds: readonly Case["kind"][]): Case[] {
  return kinds.map((kind, index) => aCase(() => Promise.resolve(), { id: `${kind}-${index}`, kind }));
}

/** Fires cases one by one, and stops after so many; the ids of those that ran, and of those left. */
async function firedOf(given: readonly Case[], most: number, parts: Partial<Firing> = {}) {
  const ran: string[] = [];
  const dropped: string[] = [];
  const unfired = await fireCases(given, {
    maxLive: 4,
    casesAtOnce: 1,
    account: new RegistrationAccount(0, () => 0),
    run: ({ id }) => Promise.resolve(void ran.push(id)),
    mustStop: () => ran.length >= most,
    drop: ({ id }) => void dropped.push(id),
    ...parts,
  });
  return { ran, dropped, unfired: unfired.map(({ id }) => id) };
}

test("a run that is not stopped leaves no case unfired", async () => {
  const { ran, unfired } = await firedOf(cases("boundary", "wire", "random"), Infinity);
  expect(ran).toEqual(["boundary-0", "wire-1", "random-2"]);
  expect(unfired).toEqual([]);
});

test("a stop leaves those after it, up to the random ones", async () => {
  const given = cases("boundary", "boundary", "wire", "random", "boundary");
  const { ran, unfired } = await firedOf(given, 1);
  expect(ran).toEqual(["boundary-0"]);
  expect(unfired).toEqual(["boundary-1", "wire-2"]);
});

test("no random case is drawn any more once it is stopped", async () => {
  let drawn = 0;
  const endless = (function* () {
    yield* cases("boundary");
    for (;;) {
      drawn += 1;
      yield* cases("random");
    }
  })();
  await firedOf(endless as unknown as Case[], 1);
  expect(drawn).toBe(1);
});

test("what was waiting for its turn when the run was stopped is among them, and comes once", async () => {
  const { ran, unfired } = await firedOf(cases("boundary", "boundary", "boundary"), 1, { casesAtOnce: 3 });
  expect([...ran, ...unfired].sort()).toEqual(["boundary-0", "boundary-1", "boundary-2"]);
});

test("what the limit of registrations drops is dropped, and not unfired", async () => {
  const given = cases("boundary").map((each) => ({ ...each, effect: "create" as const, live: 1 }));
  const { dropped, unfired } = await firedOf(given, Infinity);
  expect(dropped).toEqual(["boundary-0"]);
  expect(unfired).toEqual([]);
});
