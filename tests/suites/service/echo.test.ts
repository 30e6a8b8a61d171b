import { describe, expect, test } from "@jest/globals";
import { comparable, echoDifferences } from "../../../suites/service/echo.ts";

const shape = { type: "object", properties: { role: {}, subnets: {}, config: {} } } as const;

describe("what was sent and what is shown", () => {
  test("agree where members of one name do, in any order of a list", () => {
    const shown = { role: "r", subnets: ["b", "a"], status: "ACTIVE" };
    expect(echoDifferences({ role: "r", subnets: ["a", "b"] }, shown, shape)).toEqual([]);
  });

  test("agree where the service adds to an object", () => {
    const shown = { config: { public: true, vpcId: "vpc-1" } };
    expect(echoDifferences({ config: { public: true } }, shown, shape)).toEqual([]);
  });

  test("differ by the member, at any depth", () => {
    const found = echoDifferences({ config: { public: true } }, { config: { public: false } }, shape);
    expect(found).toEqual([{ at: "/config/public", expected: "true", received: "false" }]);
  });

  test("differ where a list has an item less, or none", () => {
    expect(echoDifferences({ subnets: ["a", "b"] }, { subnets: ["a"] }, shape)).toHaveLength(1);
    expect(echoDifferences({ subnets: ["a"] }, {}, shape)).toEqual([
      { at: "/subnets", expected: '["a"]', received: "absent", absent: true },
    ]);
  });

  test("are not compared where the contract shows no such member", () => {
    expect(comparable({ clientRequestToken: "t", role: "r" }, shape)).toEqual([["role", "r"]]);
  });
});
