import { expect, test } from "@jest/globals";
import { activationOf, isRenewed } from "../../suites/scenario.ts";

const first = { connectorConfig: { activationId: "a", activationCode: "b" } };

test("a registration is renewed when its activation is another one", () => {
  expect(isRenewed(first, first)).toBe(false);
  expect(isRenewed(first, { connectorConfig: { activationId: "a", activationCode: "c" } })).toBe(true);
  expect(isRenewed({}, first)).toBe(true);
});

test("without any activation there is nothing to repeat: that is another requirement's failure", () => {
  expect(activationOf({ connectorConfig: {} })).toBe("");
  expect(activationOf(undefined)).toBe("");
  expect(isRenewed({}, {})).toBe(true);
  expect(isRenewed(first, { connectorConfig: { activationId: null } })).toBe(true);
});
