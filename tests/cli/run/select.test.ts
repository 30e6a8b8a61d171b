import { describe, expect, test } from "@jest/globals";
import { planRequirements, type Selection } from "#cli/run/select.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { loadBundledContract } from "#spec/contract/load.ts";

const ALL = allRequirements(loadBundledContract());
const WHOLE: Selection = { select: [], skip: [], level: "INFO", features: {}, expectations: [] };

describe("a glob that matches nothing is refused with the close spellings, and where it stands", () => {
  test.each<[what: Partial<Selection>, says: RegExp]>([
    [
      { select: ["register.naem.*"] },
      /^--select register\.naem\.\*: no requirement matches; the closest are .*register\.name/,
    ],
    [
      { skip: ["register.naem.*"] },
      /^--skip register\.naem\.\*: no requirement matches; the closest are .*register\.name/,
    ],
    [{ select: ["register"] }, /^--select register: no requirement matches; did you mean 'register\.\*'\? \(see /],
    [{ select: ["register."] }, /did you mean 'register\.\*'\?/],
    [{ skip: ["max-prop"] }, /^--skip max-prop: .* did you mean '\*max-prop\*'\?/],
    [{ skip: ["zzz"] }, /^--skip zzz: no requirement matches \(see .* list\)$/],
    [
      { expectations: [{ pattern: "list.pagging", reason: "known" }], expectationsFile: "kf.yaml" },
      /^--expectations kf\.yaml, entry 1 \(list\.pagging\): no requirement matches; the closest (?:is|are) list\.paging/,
    ],
  ])("%j", (what, says) => {
    expect(() => planRequirements(ALL, { ...WHOLE, ...what })).toThrow(says);
  });
});

test("what is expected of requirements that are not selected is not refused", () => {
  const expectations = [{ pattern: "list.paging", reason: "known" }];
  expect(planRequirements(ALL, { ...WHOLE, select: ["register.*"], expectations })).toHaveLength(ALL.length);
});
