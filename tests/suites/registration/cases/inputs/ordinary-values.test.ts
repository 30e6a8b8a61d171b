import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { parseContract } from "../../../../../spec/contract/contract.ts";
import { ordinaryValueCases } from "../../../../../suites/registration/cases/inputs/ordinary-values.ts";
import { contract } from "../../../bundled-contract.ts";
import { caseOf, judgeCase } from "../judge-case.ts";

const GENERATION = { prefix: "ecf-test-", fixtures: {}, dictionary: [] };
const CASES = ordinaryValueCases(contract, GENERATION);

test.each(CASES)(
  "$id is accepted by the reference implementation, and what it registers is gone after it",
  async (subject) => {
    const { verdicts, target } = await judgeCase(subject);
    const odd = subject.id.endsWith("/tag-markup");
    const [requirement = ""] = subject.requirements;
    expect(requirement.includes(".unspecified.")).toBe(odd);
    expect(verdicts[requirement]).toBe(odd ? "info" : "pass");
    expect(Object.values(verdicts)).not.toContain("fail");
    expect(target.reference.clusterNames()).toEqual([]);
  },
);

describe("what the contract does not allow is left out", () => {
  test("by the bundled one, names of more than 100 characters and keys of more than 128", () => {
    const ids = CASES.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["register/ordinary/name-65", "register/ordinary/tag-key-128"]));
    expect(ids).not.toContain("register/ordinary/name-127");
    expect(ids).not.toContain("register/ordinary/tag-key-129");
  });

  test("by one that allows ten tags, more than ten", () => {
    const text = readFileSync(new URL("../../../../../spec/openapi.yaml", import.meta.url), "utf8");
    const narrower = parseContract(text.replace("maxProperties: 50", "maxProperties: 10"), "narrower.yaml");
    const ids = ordinaryValueCases(narrower, GENERATION).map(({ id }) => id);
    expect(ids).toContain("register/ordinary/tags-10");
    expect(ids).not.toContain("register/ordinary/tags-11");
  });
});

test.each([
  ["name-64", "name-of-64-characters-refused", "register.valid"],
  ["name-digits", "name-of-digits-shown-as-number", "register.echo.name"],
  ["tag-blanks", "tag-values-trimmed", "register.echo.tags"],
  ["tags-25", "tags-of-25-entries-refused", "register.valid"],
  ["provider-GKE", "provider-of-gke-beside-tags-refused", "register.valid"],
])("%s shows the fault %s", async (key, fault, requirement) => {
  const { verdicts } = await judgeCase(caseOf(CASES, `register/ordinary/${key}`), { fault });
  expect(verdicts[requirement]).toBe("fail");
});
