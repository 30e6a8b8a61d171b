import { describe, expect, test } from "@jest/globals";
import { comparable, echoFinding, notEchoed } from "#suites/service/judging/shown/echo.ts";

const shape = { type: "object", properties: { role: {}, subnets: {}, config: {} } } as const;

describe("what was sent and what is shown", () => {
  test("agree where members of one name do, in any order of a list", () => {
    const shown = { role: "r", subnets: ["b", "a"], status: "ACTIVE" };
    expect(notEchoed({ role: "r", subnets: ["a", "b"] }, shown, shape)).toEqual([]);
  });

  test("agree where the service adds to an object", () => {
    const shown = { config: { public: true, vpcId: "vpc-1" } };
    expect(notEchoed({ config: { public: true } }, shown, shape)).toEqual([]);
  });

  test("differ by the member, at any depth", () => {
    const found = notEchoed({ config: { public: true } }, { config: { public: false } }, shape);
    expect(found).toEqual([{ at: "/config/public", sent: true, shown: false }]);
  });

  test("differ where a list has an item less, or none", () => {
    expect(notEchoed({ subnets: ["a", "b"] }, { subnets: ["a"] }, shape)).toHaveLength(1);
    expect(notEchoed({ subnets: ["a"] }, {}, shape)).toEqual([{ at: "/subnets", sent: ["a"], shown: undefined }]);
  });

  test("are not compared where the contract shows no such member", () => {
    expect(comparable({ clientRequestToken: "t", role: "r" }, shape)).toEqual([["role", "r"]]);
  });

  test("are told by each member, where it stands in the answer", () => {
    const found = notEchoed({ role: "r", subnets: ["a"] }, { role: "s" }, shape);
    expect(echoFinding(found, "as it was made", "/box")).toEqual({
      grade: "missed",
      expected: "as it was made",
      received: '/role is "s", /subnets is absent',
      differences: [
        { at: "/box/role", expected: '"r"', received: '"s"' },
        { at: "/box/subnets", expected: '["a"]', received: "absent", absent: true },
      ],
    });
    expect(echoFinding([], "as it was made", "/box")).toMatchObject({ grade: "met", received: "as it was made" });
  });

  test("are told by pointers, whatever their keys have in them", () => {
    const labels = { type: "object" } as const;
    const found = notEchoed({ labels: { "a/b~c": "1" } }, { labels: {} }, { properties: { labels } });
    expect(found.map(({ at }) => at)).toEqual(["/labels/a~1b~0c"]);
  });
});
