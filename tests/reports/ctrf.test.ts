import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { renderCtrf } from "#reports/ctrf.ts";
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

/** The schema that the format's own package carries; it says itself which members there may be. */
const file = join(dirname(createRequire(import.meta.url).resolve("ctrf")), "ctrf-schema-0.0.json");
const validate = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(file, "utf8")) as object,
);

describe.each(Object.entries(ALL_RECORDS))("the record %s", (_name, record) => {
  const { reportFormat, specVersion, results } = report(record);

  test("fits the format's own schema", () => {
    validate(report(record));
    expect(validate.errors).toBeNull();
    expect(reportFormat).toBe("CTRF");
    expect(results.tool.name).toBe("eks-conformance");
    expect(specVersion).toBe("0.0.0");
  });

  test("sums up its own tests", () => {
    const { summary, tests } = results;
    expect(summary["tests"]).toBe(tests.length);
    for (const status of ["passed", "failed", "skipped", "pending", "other"])
      expect(summary[status]).toBe(tests.filter((one) => one["status"] === status).length);
    expect(summary["stop"]).toBeGreaterThanOrEqual(summary["start"] ?? Infinity);
  });

  test("has each requirement once", () => {
    const names = results.tests.map((one) => one["name"]);
    expect(names).toEqual(expect.arrayContaining(record.requirements.map(({ id }) => id)));
    expect(new Set(names).size).toBe(names.length);
  });
});

test("an undecided requirement is neither passed nor failed; an INFO, which decides nothing, is skipped", () => {
  expect(report(inconclusive).results.summary).toMatchObject({ passed: 0, failed: 0, other: 21, skipped: 1 });
});

test("a missing operation fails, and what depends on it is skipped", () => {
  expect(report(notImplemented).results.summary).toMatchObject({ failed: 1, skipped: 21 });
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

test("the schema is no rubber stamp: a member that it does not know is refused", () => {
  const odd = JSON.parse(renderCtrf(failing)) as { results: { tests: object[] } };
  Object.assign(odd.results.tests[0] ?? {}, { colour: "red" });
  expect(validate(odd)).toBe(false);
});
