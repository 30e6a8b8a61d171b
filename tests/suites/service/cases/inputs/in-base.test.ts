import { describe, expect, test } from "@jest/globals";
import { inBase } from "#suites/service/cases/inputs/in-base.ts";

const base = { name: "c-1", config: { subnets: ["a"], roles: ["r"] }, tags: { team: "x" } };
const at = (pointer: string, member?: string) =>
  ({ pointer, member, keyword: "type", side: "reject", requirement: "x" }) as const;

describe("a probed value in a plain input", () => {
  test("takes the place of the plain one, and leaves the others", () => {
    expect(inBase(base, { name: 5, config: {} }, at("/properties/name"))).toEqual({ ...base, name: 5 });
  });

  test("is added where the plain input has none", () => {
    expect(inBase(base, { name: "other", version: "9" }, at("/properties/version"))).toEqual({ ...base, version: "9" });
  });

  test("lies deeper beside what the plain input has there", () => {
    const generated = { name: "other", config: { subnets: "no list" } };
    const pointer = "/properties/config/properties/subnets";
    expect(inBase(base, generated, at(pointer))).toEqual({ ...base, config: { subnets: "no list", roles: ["r"] } });
  });

  test("may be that a member is missing", () => {
    expect(inBase(base, { name: "other" }, at("", "config"))).toEqual({ name: "c-1", tags: { team: "x" } });
    const without = inBase(base, { name: "other", config: { roles: [] } }, at("/properties/config", "subnets"));
    expect(without).toEqual({ ...base, config: { roles: ["r"] } });
  });

  test("is the whole of a list or a map where it lies in one", () => {
    const generated = { tags: { "": "x", other: "y" } };
    expect(inBase(base, generated, at("/properties/tags/propertyNames"))).toEqual({ ...base, tags: generated.tags });
  });
});
