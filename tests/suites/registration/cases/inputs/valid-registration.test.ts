import { expect, test } from "@jest/globals";
import { registerValid } from "#suites/registration/cases/inputs/valid-registration.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { anError } from "#tests/suites/made-replies.ts";
import { testContext } from "#tests/suites/test-run.ts";

test("an input that is called valid and breaks the contract is an error of the suite, and is not sent", async () => {
  const target = fakeTarget();
  const session = new CaseSession(testContext({ target }), "case", 1);
  const input = { ...session.registration.minimal("salt"), name: "a".repeat(101) };
  await expect(registerValid(session, register, input)).rejects.toThrow(
    "case was to keep the contract, but breaks /properties/name#maxLength",
  );
  expect(session.judgements).toEqual([]);
  expect(target.log).toEqual([]);
});

test("a name that is said to be taken is told of the registration, not of the look for who has it", async () => {
  const { response: taken } = anError(409, "ResourceInUseException").exchange;
  const target = fakeTarget(({ method }, _number, work) => (method === "POST" && taken !== undefined ? taken : work()));
  const session = new CaseSession(testContext({ target }), "case", 1);
  await registerValid(session, register, session.registration.minimal("salt"));
  const decided = session.judgements.filter(({ requirement }) => requirement === "register.valid");
  expect(target.log.map((line) => line.split(" ")[0])).toEqual(["POST", "GET"]);
  expect(decided.map(({ exchange = -1 }) => session.exchanges[exchange]?.request.method)).toEqual(["POST"]);
});
