import { describe, expect, test } from "@jest/globals";
import { matchesFields, matchesText, parseQuery, toggleTerm } from "#reports/html/script/search-terms.ts";

const row = {
  text: () => "a name longer than 100 characters is refused. register.name.max-length",
  fields: { level: "must", area: "input-constraints", verdict: "fail", authority: "docs" },
};
const finds = (query: string) => {
  const terms = parseQuery(query);
  return matchesFields(terms, row) && matchesText(terms, row);
};

describe("a search", () => {
  test.each([
    "",
    "   ",
    "name",
    "NAME refused",
    "level:must",
    "level:MUST verdict:fail",
    "area:input",
    `"longer than"`,
    "!verdict:pass",
    "!nowhere",
    "verdict:fail verdict:warn",
    "level:must refused !pattern",
    `"longer than`,
  ])("for %j finds it", (query) => {
    expect(finds(query)).toBe(true);
  });

  test.each([
    "nowhere",
    "level:should",
    "!level:must",
    "verdict:pass verdict:warn",
    "level:must area:routing",
    `"than longer"`,
    "!refused",
    "refused nowhere",
    "unknown:field",
  ])("for %j does not", (query) => {
    expect(finds(query)).toBe(false);
  });

  test("reads quotes and negation", () => {
    expect(parseQuery(`!area:routing "two words" x`)).toEqual([
      { key: "area", value: "routing", negated: true },
      { key: "text", value: "two words", negated: false },
      { key: "text", value: "x", negated: false },
    ]);
  });
});

test("a filter button puts its term in, and takes it out again", () => {
  expect(toggleTerm("name", "verdict:fail")).toBe("name verdict:fail");
  expect(toggleTerm("name VERDICT:fail", "verdict:fail")).toBe("name");
  expect(toggleTerm("", "verdict:fail")).toBe("verdict:fail");
});

test("a quoted value of a field is the whole of it, an unquoted one may be its start", () => {
  const longer = { ...row, fields: { operation: "describeclusterversions" } };
  const hits = (query: string) => matchesFields(parseQuery(query), longer);
  expect(hits("operation:DescribeCluster")).toBe(true);
  expect(hits(`operation:"DescribeCluster"`)).toBe(false);
  expect(hits(`operation:"DescribeClusterVersions"`)).toBe(true);
  expect(hits(`!operation:"DescribeCluster"`)).toBe(true);
});
