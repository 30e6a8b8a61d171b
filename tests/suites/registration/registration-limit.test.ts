import { expect, test } from "@jest/globals";
import { RegistrationAccount } from "#suites/registration/registration-limit.ts";

test("reservations and what was spent stay within the limit together", async () => {
  let spent = 1;
  const account = new RegistrationAccount(3, () => spent);
  const first = await account.reserve(2);
  let second: (() => void) | undefined | "waiting" = "waiting";
  const waiting = account.reserve(1).then((release) => (second = release));
  await Promise.resolve();
  expect(second).toBe("waiting");
  spent += 1;
  first?.();
  await waiting;
  expect(second).toBeInstanceOf(Function);
});

test("a reservation that can never be met is refused at once, or as soon as that is known", async () => {
  let spent = 0;
  const account = new RegistrationAccount(2, () => spent);
  expect(await account.reserve(3)).toBeUndefined();
  const release = await account.reserve(2);
  const late = account.reserve(1);
  spent = 2;
  release?.();
  expect(await late).toBeUndefined();
  expect(await account.reserve(0)).toBeInstanceOf(Function);
});

test("without a limit nobody waits", async () => {
  const account = new RegistrationAccount(Infinity, () => 1e9);
  expect(await account.reserve(5)).toBeInstanceOf(Function);
});
