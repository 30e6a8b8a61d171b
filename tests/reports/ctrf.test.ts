import { describe, expect, test } from "@jest/globals";
import { renderCtrf } from "../../reports/ctrf.ts";
import { ALL_RECORDS, failing, inconclusive, notImplemented } from "./records.ts";

interface Report {
  readonly reportFormat: string;
  readonly specVersion: string;
  readonly results: {
    readonly tool: { readonly name: string };
    readonly summary: Record<string, number>;
    readonly tests: readonly Record<string, unknown>[];
  };
}

const report = (record: typeof failing) => JSON.parse(renderCtrf(record)) as Report;
const STATUSES = ["passed", "failed", "skipped", "pending", "other"];

/** The members that CTRF's schema knows of a test; any other must stand in `extra`. */
const TEST_MEMBERS = [
  "name",
  "status",
  "duration",
  "suite",
  "rawStatus",
  "message",
  "trace",
  "tags",
  "filePath",
  "line",
  "extra",
];

describe.each(Object.entries(ALL_RECORDS))("the record %s", (_name, record) => {
  const { reportFormat, specVersion, results } = report(record);

  test("has the members that the format requires, and no others outside extra", () => {
    expect(reportFormat).toBe("CTRF");
    expect(specVersion).toBe("0.0.0");
    expect(results.tool.name).toBe("eks-conformance");
    for (const one of results.tests) {
      expect(Object.keys(one).filter((name) => !TEST_MEMBERS.includes(name))).toEqual([]);
      expect(STATUSES).toContain(one["status"]);
      expect(one["name"]).toMatch(/./);
      expect(Number.isInteger(one["duration"])).toBe(true);
    }
  });

  test("sums up its own tests", () => {
    const { summary, tests } = results;
    expect(summary["tests"]).toBe(tests.length);
    for (const status of STATUSES) expect(summary[status]).toBe(tests.filter((one) => one["status"] === status).length);
    expect(summary["stop"]).toBeGreaterThanOrEqual(summary["start"] ?? Infinity);
  });

  test("has each requirement once", () => {
    const names = results.tests.map((one) => one["name"]);
    expect(names).toEqual(expect.arrayContaining(record.requirements.map(({ id }) => id)));
    expect(new Set(names).size).toBe(names.length);
  });
});

test("an undecided requirement is neither passed nor failed", () => {
  expect(report(inconclusive).results.summary).toMatchObject({ passed: 0, failed: 0, other: 22 });
});

test("a missing operation fails, and what depends on it is skipped", () => {
  expect(report(notImplemented).results.summary).toMatchObject({ failed: 2, skipped: 22 });
});

test("a failure carries our verdict, its message and its place in the source", () => {
  const found = report(failing).results.tests.find((one) => one["name"] === "register.name.max-length");
  expect(found).toMatchObject({
    status: "failed",
    rawStatus: "fail",
    message: "expected 400 InvalidParameterException, received 200",
    filePath: "register-cluster.txt",
    line: 41,
    tags: ["MUST", "input-constraints", "docs"],
  });
});
