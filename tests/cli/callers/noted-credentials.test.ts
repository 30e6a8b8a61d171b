import { expect, test } from "@jest/globals";
import { noted } from "#cli/callers/noted-credentials.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";

const FIRST = { accessKeyId: "ASIAFIRSTKEY", secretAccessKey: "first-secret-key", sessionToken: "first-session-token" };
const SECOND = { accessKeyId: "AKIASECONDKEY", secretAccessKey: "second-secret-key" };

test.each([
  ["at once", <Given>(given: Given) => given],
  ["later", <Given>(given: Given) => Promise.resolve(given)],
])("every value that a source gives out %s is taken out from then on, fetched again or not", async (_when, giving) => {
  const redactor = createRedactor({ salt: "s" });
  const given = [FIRST, SECOND];
  const source = noted(() => giving(given.shift() ?? SECOND), redactor);
  const told = JSON.stringify([FIRST, SECOND]);
  expect(await source()).toBe(FIRST);
  expect(redactor.text(told)).not.toMatch(/ASIAFIRSTKEY|first-/);
  expect(redactor.text(told)).toContain("second-secret-key");
  expect(await source()).toBe(SECOND);
  expect(redactor.text(told)).not.toMatch(/ASIAFIRSTKEY|AKIASECONDKEY|first-|second-/);
});
