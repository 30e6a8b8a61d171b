import { afterAll, beforeAll, expect } from "@jest/globals";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { aCase, aCounts, anEvidence, aRecord, aSheetRequirement, SHEET } from "#tests/reports/producers.ts";
import { failing } from "#tests/reports/records.ts";
import { type Desk, foundRequirements, shownRequirements, startDesk } from "#tests/helpers/browser-desk.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { reportPage } from "#tests/helpers/report-pages.ts";

const { test } = needing("browser");

const REQUIREMENTS = 200;
const CASES_EACH = 50;
const FAILING_EACH = 5;
const BROKEN = REQUIREMENTS / 2;

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

function caseOf(requirement: string, index: number, fails: boolean): CaseResult {
  const evidence = anEvidence({ status: fails ? 200 : 400 });
  const verdict = fails ? "fail" : "pass";
  return aCase({ requirement, id: `${requirement}/case-${index}`, verdict, exchanges: [evidence] });
}

function requirementOf(index: number): RequirementResult {
  const row = SHEET[index % SHEET.length] ?? SHEET[0];
  if (row === undefined) throw new Error("the sheet is empty");
  const [name, ...rest] = row;
  const id = `${name}-${index}`;
  const failures = index < BROKEN ? FAILING_EACH : 0;
  return aSheetRequirement([id, ...rest], {
    verdict: failures > 0 ? "fail" : "pass",
    cases: Array.from({ length: CASES_EACH }, (_, place) => caseOf(id, place, place < failures)),
    counts: aCounts({ pass: CASES_EACH - failures, fail: failures }),
  });
}

test("10,000 cases with 500 failures make a page below 10 MB that can be searched", async () => {
  const requirements = Array.from({ length: REQUIREMENTS }, (_, index) => requirementOf(index));
  const record: RunRecord = aRecord({ requirements, outcome: failing.outcome });
  const html = reportPage(record);
  expect(Buffer.byteLength(html)).toBeLessThan(10 * 1024 * 1024);
  const { page, problems } = await desk.open(desk.save("large.html", html));
  expect(await foundRequirements(page)).toHaveLength(REQUIREMENTS);
  await page.fill("#search", "verdict:fail");
  expect(await shownRequirements(page)).toHaveLength(BROKEN);
  await page.fill("#search", "first below the minimum");
  expect(await page.textContent(".found")).toBe(`${REQUIREMENTS} of ${REQUIREMENTS}`);
  expect(problems).toEqual([]);
});
