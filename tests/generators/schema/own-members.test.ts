import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { getOwn, objectOf, withMember, withoutMember } from "#generators/schema/own-members.ts";

const name = fc.oneof(fc.constantFrom("__proto__", "constructor", "toString"), fc.string());

test("members of any name are own members, in the order given", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(name, fc.nat()), { selector: ([key]) => key }), (entries) => {
      const object = objectOf(entries);
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      expect(new Map(Object.entries(object))).toEqual(new Map(entries));
      expect(JSON.parse(JSON.stringify(object))).toEqual(object);
    }),
  );
});

test("setting and taking out a member leaves the original alone", () => {
  const original = objectOf([["__proto__", 1]]);
  expect(getOwn(withMember(original, "__proto__", 2), "__proto__")).toBe(2);
  expect(Object.keys(withoutMember(original, "__proto__"))).toEqual([]);
  expect(getOwn(original, "__proto__")).toBe(1);
  expect(getOwn({}, "toString")).toBeUndefined();
});
