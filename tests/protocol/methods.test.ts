import { expect, test } from "@jest/globals";
import { isBodiless, isSafe } from "#protocol/methods.ts";

test.each([
  ["GET", true, true],
  ["HEAD", true, true],
  ["OPTIONS", true, false],
  ["DELETE", false, true],
  ["POST", false, false],
  ["PUT", false, false],
])("%s is safe: %s, and has no body: %s", (method, safe, bodiless) => {
  expect(isSafe(method)).toBe(safe);
  expect(isBodiless(method)).toBe(bodiless);
});
