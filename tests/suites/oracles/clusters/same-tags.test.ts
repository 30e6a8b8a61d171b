import { describe, expect, test } from "@jest/globals";
import { sameTags } from "#suites/oracles/clusters/same-tags.ts";

const wanted = { at: "/cluster/tags", whose: "of the request" };

describe("tags that differ", () => {
  test("are named with the value wanted and the value shown", () => {
    const { grade, received, differences } = sameTags({ ...wanted, sent: { a: "1" } }, { a: "2" });
    expect(grade).toBe("missed");
    expect(received).toBe('tag "a": "2" for "1"');
    expect(differences).toEqual([{ at: "/cluster/tags/a", expected: '"1"', received: '"2"' }]);
  });

  test("and look the same are shown by their code units", () => {
    const { differences } = sameTags({ ...wanted, sent: { a: "cafe\u0301" } }, { a: "caf\u00e9" });
    expect(differences).toEqual([{ at: "/cluster/tags/a", expected: '"cafe\\u0301"', received: '"caf\\u00e9"' }]);
  });

  test("are those that nobody sent, too", () => {
    const { differences } = sameTags({ ...wanted, sent: {} }, { a: "1" });
    expect(differences).toEqual([{ at: "/cluster/tags/a", expected: "absent", received: '"1"' }]);
  });
});

test("tags in another order are the same", () => {
  expect(sameTags({ ...wanted, sent: { a: "1", b: "2" } }, { b: "2", a: "1" }).grade).toBe("met");
});

describe("tags of AWS's own", () => {
  test.each([
    ["that nobody sent are no difference", { a: "1" }, { a: "1", "aws:owner": "x", "AWS:owner": "y" }, "met"],
    ["that were sent must be there", { "aws:owner": "x" }, {}, "missed"],
    ["that were sent keep their values", { "aws:owner": "x" }, { "aws:owner": "y" }, "missed"],
    ["hide no tag that is lost", { a: "1" }, { "aws:owner": "x" }, "missed"],
    ["begin with aws:, and nothing else", {}, { "aws-owner": "x" }, "missed"],
  ])("%s", (_what, sent, shown, grade) => {
    expect(sameTags({ ...wanted, sent }, shown).grade).toBe(grade);
  });
});
