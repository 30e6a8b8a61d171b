import { describe, expect, test } from "@jest/globals";
import { allRequirements } from "#spec/all-requirements.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { EVIDENCE_GRADES } from "#spec/requirement.ts";
import { loadSources, resolveTrace } from "#spec/trace.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";

const requirements = allRequirements(loadBundledContract());
const sources = loadSources();

describe("the evidence of a requirement", () => {
  test("has a grade", () => {
    for (const { evidence } of requirements) expect(EVIDENCE_GRADES).toContain(evidence);
  });

  test("is no better than what the authority can give", () => {
    const inferred = requirements.filter(({ authority }) => authority === "inferred");
    expect(inferred.filter(({ evidence }) => evidence !== "inferred").map(({ id }) => id)).toEqual([]);
  });

  test("is more than an inference wherever it binds, on every kind of target", () => {
    const binding = requirements.filter(({ level, levels = {} }) => [level, ...Object.values(levels)].includes("MUST"));
    expect(binding.filter(({ evidence }) => evidence === "inferred").map(({ id }) => id)).toEqual([]);
  });

  test("from an observation has the observation's day", () => {
    const text = sources.get("observations.md") ?? "";
    for (const { id, trace } of requirements) {
      if (trace.source !== "observations.md") continue;
      const line = text.split("\n")[(resolveTrace(trace, sources)?.line ?? 0) - 1] ?? "";
      expect(`${id} ${line}`).toMatch(new RegExp(`^${id} - O\\d+\\. ${trace.date ?? "undated"}:`));
    }
  });
});

test("every quote of all of EKS is of something that the model has", () => {
  const quotes = readSpec("eks").requirements.map(({ trace }) => trace.quote);
  expect(quotes.filter((quote) => /: null$|^$/.test(quote))).toEqual([]);
  expect(quotes).toContain('"properties":["clusterLogging"], and no "required"');
});
