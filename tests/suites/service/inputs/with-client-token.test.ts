import { expect, test } from "@jest/globals";
import { withClientToken } from "#suites/service/inputs/with-client-token.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";

const { contract } = widgets();
const MAKE = contract.operation("MakeBox");

function tokenFor(prefix: string, salt: string, boxName = "a"): unknown {
  const generation = { prefix, fixtures: {}, dictionary: [] };
  return withClientToken({ generation }, MAKE, { boxName }, salt)["token"];
}

test("a token is the same for the same input, and another for any other of any run", () => {
  expect(tokenFor("ecf-1-", "a")).toMatch(/^[0-9a-f-]{36}$/);
  expect(tokenFor("ecf-1-", "a")).toBe(tokenFor("ecf-1-", "a"));
  expect(tokenFor("ecf-1-", "a")).not.toBe(tokenFor("ecf-1-", "b"));
  expect(tokenFor("ecf-1-", "a")).not.toBe(tokenFor("ecf-1-", "a", "b"));
  expect(tokenFor("ecf-1-", "a")).not.toBe(tokenFor("ecf-2-", "a"));
});

test("a token that is there stays, and what takes none gets none", () => {
  const generation = { prefix: "ecf-1-", fixtures: {}, dictionary: [] };
  expect(withClientToken({ generation }, MAKE, { token: "mine" }, "a")).toEqual({ token: "mine" });
  expect(withClientToken({ generation }, contract.operation("ShowBox"), { boxName: "a" }, "a")).toEqual({
    boxName: "a",
  });
});
