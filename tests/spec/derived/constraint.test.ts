import { expect, test } from "@jest/globals";
import { breaksAlone } from "#spec/derived/constraint.ts";
import type { Violation } from "#spec/contract/validator.ts";
import type { Constraint } from "#spec/requirement.ts";

const constraint: Constraint = {
  pointer: "/properties/name",
  keyword: "minLength",
  side: "reject",
  requirement: "input.name.min-length",
};
const violation: Violation = { pointer: "/properties/name", keyword: "minLength", at: "/name", message: "" };

test("another keyword broken by the same value is let pass", () => {
  expect(breaksAlone(constraint, [violation, { ...violation, keyword: "pattern" }])).toBe(true);
});

test("another value that breaks something is not", () => {
  expect(breaksAlone(constraint, [violation, { ...violation, at: "/tags" }])).toBe(false);
});

test("nor is the same keyword of another schema", () => {
  expect(breaksAlone(constraint, [{ ...violation, pointer: "/properties/tags" }])).toBe(false);
});
