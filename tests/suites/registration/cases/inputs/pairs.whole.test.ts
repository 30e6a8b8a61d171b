import { describe, expect, test } from "@jest/globals";
import { pairCases, pairChoices } from "#suites/registration/cases/inputs/pairs.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { contract } from "#tests/suites/bundled-contract.ts";
import { aResponse } from "#tests/suites/made-replies.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import { judgeCase } from "#tests/suites/registration/cases/judge-case.ts";

const CASES = pairCases(contract, { prefix: "ecf-test-", fixtures: {}, dictionary: [] });

/** The requirements that any of the cases finds not met. */
async function failing(script?: Script): Promise<string[]> {
  const failed = new Set<string>();
  for (const subject of CASES) {
    const { verdicts } = await judgeCase(subject, script === undefined ? {} : { script });
    for (const [id, verdict] of Object.entries<Verdict>(verdicts)) if (verdict === "fail") failed.add(id);
  }
  return [...failed];
}

test("are fewer than a hundred, and the reference implementation passes each", async () => {
  expect(CASES.length).toBeGreaterThan(60);
  expect(CASES.length).toBeLessThan(100);
  expect(await failing()).toEqual([]);
});

test("are chosen once for settings that are alike, and anew for others", () => {
  const choices = pairChoices(contract, { prefix: "ecf-test-", fixtures: {}, dictionary: [] });
  expect(pairChoices(contract, { prefix: "ecf-test-", fixtures: {}, dictionary: [] })).toBe(choices);
  expect(pairChoices(contract, { prefix: "ecf-other-", fixtures: {}, dictionary: [] })).not.toBe(choices);
});

const notFound = aResponse({ status: 404, headers: [["x-amzn-errortype", "ResourceNotFoundException"]], body: {} });

describe("show what breaks for one look of an input alone", () => {
  test.each<[string, string, Script]>([
    [
      "a description that is missing for names that begin with a capital",
      "describe.after-register",
      ({ method, path }, _number, work) => (method === "GET" && /\/clusters\/[A-Z]/.test(path) ? notFound : work()),
    ],
    [
      "a deregistration that names no cluster for names that end with a digit after a hyphen",
      "deregister.answer",
      ({ method, path }, _number, work) => {
        const answer = work();
        return method === "DELETE" && /[0-9]$/.test(path) ? aResponse({ status: 200, body: {} }) : answer;
      },
    ],
    [
      "a registration refused for one provider beside 25 tags",
      "register.valid",
      ({ method, body }, _number, work) => {
        const text = Buffer.from(body ?? []).toString();
        const tags = (text.match(/":"/g) ?? []).length;
        return method === "POST" && text.includes('"TANZU"') && tags > 25
          ? aResponse({ status: 400, headers: [["x-amzn-errortype", "InvalidParameterException"]], body: {} })
          : work();
      },
    ],
  ])("%s", async (_what, requirement, script) => {
    expect(await failing(script)).toContain(requirement);
  });
});

test("a deregistration that shows another provider where there are ten tags is told", async () => {
  const script: Script = async ({ method }, _number, work) => {
    const answer = await work();
    const text = Buffer.from(answer.body).toString();
    const hasTen = method === "DELETE" && (/"tags":\{([^}]*)\}/.exec(text)?.[1]?.match(/":"/g) ?? []).length === 10;
    return hasTen ? { ...answer, body: Buffer.from(text.replace(/"provider":"[^"]*"/, '"provider":"OTHER"')) } : answer;
  };
  const verdicts = new Set<Verdict | undefined>();
  for (const subject of CASES) verdicts.add((await judgeCase(subject, { script })).verdicts["deregister.same-cluster"]);
  expect(verdicts).toContain("warn");
});
