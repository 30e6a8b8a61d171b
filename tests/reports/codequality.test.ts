import { describe, expect, test } from "@jest/globals";
import { renderCodequality } from "#reports/codequality.ts";
import { ciTests } from "#reports/model/ci.ts";
import { ALL_RECORDS, conformant, failing, notImplemented } from "./records.ts";

interface Issue {
  readonly check_name: string;
  readonly description: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const issues = (record: typeof failing) => JSON.parse(renderCodequality(record)) as Issue[];
/** Source: GitLab's documentation of the code quality report format. */
const SEVERITIES = ["info", "minor", "major", "critical", "blocker"];

describe.each(Object.entries(ALL_RECORDS))("the record %s", (_name, record) => {
  test("has what GitLab requires of each issue", () => {
    for (const { check_name, description, fingerprint, severity, location } of issues(record)) {
      expect(check_name).toMatch(/./);
      expect(description).toMatch(/./);
      expect(fingerprint).toMatch(/./);
      expect(SEVERITIES).toContain(severity);
      expect(location.path).toMatch(/^(?!\.?\/)./);
      expect(location.lines.begin).toBeGreaterThan(0);
    }
  });

  test("has one issue for each line of CI that is red, with a fingerprint of its own", () => {
    const red = ciTests(record).filter(({ state }) => state === "failed" || state === "error");
    expect(issues(record).map(({ check_name }) => check_name)).toEqual(red.map(({ name }) => name));
    expect(new Set(issues(record).map(({ fingerprint }) => fingerprint)).size).toBe(red.length);
  });
});

test("a MUST that fails is critical, and an operation that is not there blocks", () => {
  const severities = (record: typeof failing, name: string) =>
    issues(record).find(({ check_name }) => check_name === name)?.severity;
  expect(severities(failing, "register.name.max-length")).toBe("critical");
  expect(issues(notImplemented).map(({ severity }) => severity)).toContain("blocker");
});

test("a conforming endpoint has an empty report", () => {
  expect(issues(conformant)).toEqual([]);
});
