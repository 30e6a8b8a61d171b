import { expect, test } from "@jest/globals";
import { renderCodequality } from "../../reports/codequality.ts";
import { renderCtrf } from "../../reports/ctrf.ts";
import { renderHar } from "../../reports/har/har.ts";
import { renderJunit } from "../../reports/junit.ts";
import { renderSarif } from "../../reports/sarif.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { failing } from "./records.ts";

/** What a target says, in each text of a record: a colour of eight bits, an override, line ends of other sorts. */
const SAID = "\u009b31m\u202e\u2028\u0085";

const hidden = JSON.parse(JSON.stringify(failing).replaceAll("InvalidParameterException", SAID)) as RunRecord;

test.each([
  ["JUnit", renderJunit],
  ["SARIF", renderSarif],
  ["CTRF", renderCtrf],
  ["code quality", renderCodequality],
  ["HAR", renderHar],
])("%s shows by their numbers what a terminal would obey or hide", (_name, render) => {
  const text = render(hidden);
  expect(text).toContain(String.raw`\u009b31m\u202e\u2028\u0085`);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});
