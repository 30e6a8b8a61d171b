import { describe, expect, test } from "@jest/globals";
import { renderSarif } from "#reports/sarif.ts";
import { aRecord, aSheet } from "./producers.ts";
import { ALL_RECORDS, failing, hostile, interrupted } from "./records.ts";

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
  readonly suppressions?: readonly { readonly kind: string }[];
}

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] };
    };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly exitCode: number;
      readonly toolExecutionNotifications: readonly { readonly associatedRule: { readonly id: string } }[];
    }[];
    readonly results: readonly Result[];
    readonly properties: { readonly causes: readonly { readonly title: string }[] };
  }[];
}

function runOf(record: typeof failing): Log["runs"][number] {
  const log = JSON.parse(renderSarif(record)) as Log;
  expect(log.version).toBe("2.1.0");
  const run = log.runs[0];
  if (run === undefined || log.runs.length !== 1) throw new Error("one run expected");
  return run;
}

const resultOf = (record: typeof failing, id: string) => runOf(record).results.find(({ ruleId }) => ruleId === id);

describe.each(Object.entries(ALL_RECORDS))("the record %s", (_name, record) => {
  const run = runOf(record);

  test("has a rule for each requirement, and a result for each that was to be judged, unless it passed or met a bug of the suite", () => {
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(record.requirements.map(({ id }) => id));
    const told = record.requirements.filter(({ verdict }) => !["error", "pass", "disabled"].includes(verdict));
    expect(run.results.map(({ ruleId }) => ruleId).sort()).toEqual(told.map(({ id }) => id).sort());
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test("gives a level to failures only, and a line of the vendored source to each", () => {
    for (const { kind, level, locations } of run.results) {
      expect(["fail", "open", "notApplicable", "informational"]).toContain(kind);
      expect(level === "none").toBe(kind !== "fail");
      const { artifactLocation, region } = locations[0]?.physicalLocation ?? {
        artifactLocation: { uri: "" },
        region: { startLine: 0 },
      };
      expect(artifactLocation.uri).toBe("spec/source/register-cluster.txt");
      expect(region.startLine).toBe(41);
    }
  });

  test("tells the exit code", () => {
    expect(run.invocations[0]?.exitCode).toBe(record.outcome.exitCode);
  });
});

test("results stand by their cause, and the run names the causes", () => {
  const { results, properties } = runOf(failing);
  expect(results.slice(0, 2).map(({ ruleId }) => ruleId)).toEqual([
    "register.name.max-length",
    "register.name.pattern",
  ]);
  expect(results[0]?.message.text).toMatch(/^RegisterCluster accepts an invalid `name`\. /);
  expect(properties.causes[0]).toMatchObject({ title: "RegisterCluster accepts an invalid `name`: 2 requirements" });
});

test("each verdict has its kind and level", () => {
  expect(resultOf(failing, "register.name.max-length")).toMatchObject({ kind: "fail", level: "error" });
  expect(resultOf(failing, "api.protocol.content-type")).toMatchObject({ kind: "fail", level: "warning" });
  expect(resultOf(failing, "register.route")).toBeUndefined();
  expect(resultOf(failing, "register.tags.empty")).toMatchObject({ kind: "informational", level: "none" });
  expect(resultOf(failing, "register.concurrent.one-wins")).toMatchObject({ kind: "open", level: "none" });
  expect(resultOf(failing, "api.auth.unsigned")).toMatchObject({ kind: "notApplicable", level: "none" });
});

test("an excused failure is suppressed, an open one is not", () => {
  expect(resultOf(failing, "register.tags.keys.max-length")?.suppressions).toHaveLength(1);
  expect(resultOf(failing, "register.name.max-length")?.suppressions).toBeUndefined();
});

test("a bug of the suite is a notification about its rule", () => {
  const invocation = runOf(interrupted).invocations[0];
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications.map(({ associatedRule }) => associatedRule.id)).toEqual([
    "register.error.limit",
  ]);
});

test("a requirement traced to the contract document is located in its file", () => {
  const trace = { source: "openapi", line: 12, quote: "maxLength: 100", date: "undated" };
  const record = aRecord({ requirements: aSheet({ "register.route": { trace, verdict: "warn" } }) });
  expect(resultOf(record, "register.route")?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
    "spec/openapi.yaml",
  );
});

test("what an endpoint sent cannot become a link", () => {
  for (const { message } of runOf(hostile).results) expect(message.text).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
});
