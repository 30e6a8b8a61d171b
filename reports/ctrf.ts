import { visibleJson } from "#spec/json/visible-json.ts";
import { targetName } from "./model/names/target-name.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { ciTests, type CiState, type CiTest } from "./model/ci.ts";
import { failingCase, keptDuration } from "./model/telling-case.ts";
import { brief } from "./model/text/format.ts";
import { loneCurl, replayLine } from "./model/commands/replay.ts";

const STATUS = { passed: "passed", failed: "failed", error: "other", skipped: "skipped" } as const satisfies Record<
  CiState,
  string
>;

/** Longest text field, in UTF-16 units: consumers print these into tables. */
const LONGEST = 4000;

/**
 * Common Test Report Format 0.0.0, one test for each requirement; our verdict is its `rawStatus`. What could not be
 * decided is `other`. Members of ours stand inside `extra`, since consumers must refuse unknown ones elsewhere.
 */
export function renderCtrf(record: RunRecord): string {
  const tests = ciTests(record);
  const count = (status: string) => tests.filter(({ state }) => STATUS[state] === status).length;
  const start = Date.parse(record.run.startedAt);
  const report = {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    timestamp: record.run.endedAt,
    generatedBy: `${record.tool.name} ${record.tool.version}`,
    results: {
      tool: { name: record.tool.name, version: record.tool.version },
      summary: {
        tests: tests.length,
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        pending: 0,
        other: count("other"),
        suites: new Set(tests.map(({ suite }) => suite)).size,
        start,
        stop: Math.max(start, Date.parse(record.run.endedAt)),
        duration: Math.round(record.run.durationMs),
      },
      tests: tests.map((test) => ctrfTest(test, record)),
      environment: {
        appName: targetName(record.target),
        testEnvironment: record.target.kind,
        extra: { target: record.target, seed: record.run.seed, contract: record.contract },
      },
      extra: { outcome: record.outcome, partial: record.run.partial, interrupted: record.run.interrupted },
    },
  };
  return `${visibleJson(report)}\n`;
}

function ctrfTest(test: CiTest, record: RunRecord): object {
  const { requirement } = test;
  const example = requirement === undefined ? undefined : failingCase(requirement);
  return {
    name: test.name,
    status: STATUS[test.state],
    duration: Math.round(keptDuration(requirement)),
    suite: [test.suite],
    rawStatus: test.raw,
    message: test.message === "" ? undefined : brief(test.message, LONGEST),
    ...(example === undefined ? {} : { trace: brief(linesOf(example, record).join("\n"), LONGEST) }),
    ...(requirement === undefined
      ? {}
      : {
          tags: [requirement.level, requirement.area, requirement.authority],
          filePath: requirement.trace.source,
          line: requirement.trace.line,
          extra: { title: requirement.title, quote: requirement.trace.quote, counts: requirement.counts },
        }),
  };
}

function linesOf(example: CaseResult, record: RunRecord): string[] {
  return [example.summary, loneCurl(example, record), replayLine(example, { record })].filter(
    (line) => line !== undefined,
  );
}
