import { sourcePlace } from "./model/names/source-sentence.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { causesOf } from "./model/causes/causes-of.ts";
import { causeOfEach, headline, type Cause } from "./model/causes/cause.ts";
import { ciTests, type CiState, type CiTest } from "./model/ci.ts";
import { failingCase, keptDuration } from "./model/telling-case.ts";
import { brief } from "./model/text/format.ts";
import { xmlAttributes, xmlText } from "./model/text/xml-text.ts";
import { loneCurl, replayLine } from "./model/commands/replay.ts";

/** Longest message or detail, in UTF-16 units: CI systems show them whole. */
const LONGEST = 16_000;

/**
 * JUnit XML by the schema of Jenkins: a testsuite per area and a testcase per requirement. `failure` is a requirement that
 * is not met: a MUST, what a stale expectation names, and of an operation that is not there the first one. `error` is
 * what could not be decided; `skipped` is what was not tested, with the reason.
 */
export function renderJunit(record: RunRecord): string {
  const causeOf = causeOfEach(causesOf(record));
  const tests = ciTests(record).map((test) => withCause(test, causeOf, record));
  const suites = [...new Set(tests.map(({ suite }) => suite))];
  // Those skipped are counted by testsuite alone.
  const { tests: count, failures, errors } = counts(tests);
  const time = seconds(record.run.durationMs);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites ${xmlAttributes({ name: record.tool.name, tests: count, failures, errors, time })}>`,
    ...suites.flatMap((suite) => suiteLines(record, suite, tests)),
    `</testsuites>`,
    "",
  ].join("\n");
}

/** A testcase, with what it says beside its message. */
interface JunitTest extends CiTest {
  readonly detail: string;
}

function withCause(test: CiTest, causeOf: ReadonlyMap<string, Cause>, record: RunRecord): JunitTest {
  const cause = causeOf.get(test.requirement?.id ?? "");
  const failed = test.state === "failed" && cause !== undefined;
  return {
    ...test,
    detail: `${failed ? `cause: ${headline(cause)}\nfix: ${cause.mend}\n` : ""}${detailOf(test, record)}`,
  };
}

function suiteLines(record: RunRecord, suite: string, all: readonly JunitTest[]): string[] {
  const tests = all.filter((test) => test.suite === suite);
  const { startedAt } = record.run;
  return [
    `  <testsuite ${xmlAttributes({ name: suite, ...counts(tests), time: "0.000", timestamp: startedAt.slice(0, 19) })}>`,
    `    <properties>`,
    ...property("      ", "endpoint", record.target.endpoint),
    ...property("      ", "kind", record.target.kind),
    ...property("      ", "seed", String(record.run.seed)),
    ...property("      ", "outcome", record.outcome.sentence),
    `    </properties>`,
    ...tests.flatMap(testLines),
    `  </testsuite>`,
  ];
}

function testLines(test: JunitTest): string[] {
  const time = seconds(keptDuration(test.requirement));
  return [
    `    <testcase ${xmlAttributes({ name: test.name, classname: test.suite, time })}>`,
    ...outcomeLines(test),
    `      <system-out>${xmlText(factsOf(test).join("\n"))}</system-out>`,
    `    </testcase>`,
  ];
}

/** What the schema of Jenkins, which others follow, has no place for in a testcase: `verdict: warn`. */
function factsOf({ raw, state, message, requirement }: JunitTest): string[] {
  if (requirement === undefined) return [`verdict: ${raw}`];
  const { level, authority, title } = requirement;
  const reason = state === "passed" && message !== "" ? [`reason: ${message}`] : [];
  return [`verdict: ${raw}`, `level: ${level}`, `authority: ${authority}`, `title: ${title}`, ...reason];
}

function outcomeLines(test: JunitTest): string[] {
  const message = brief(test.message, LONGEST);
  if (test.state === "passed") return [];
  if (test.state === "skipped") return [`      <skipped ${xmlAttributes({ message })}/>`];
  const element = test.state === "failed" ? "failure" : "error";
  return [
    `      <${element} ${xmlAttributes({ message, type: test.raw })}>${xmlText(brief(test.detail, LONGEST))}</${element}>`,
  ];
}

/** What a reader of the CI log needs to go on without opening another report. */
function detailOf(test: CiTest, record: RunRecord): string {
  const { requirement } = test;
  if (requirement === undefined) return test.message;
  const lines = [requirement.title, `${sourcePlace(requirement.trace)}: ${requirement.trace.quote}`];
  const example = failingCase(requirement);
  if (example !== undefined) lines.push(...exampleLines(example, record));
  return lines.join("\n");
}

function exampleLines(example: CaseResult, record: RunRecord): string[] {
  const { summary, judgement } = example;
  const shown = [
    summary,
    `expected ${judgement.expected}`,
    `received ${judgement.received}`,
    loneCurl(example, record),
  ];
  return [...shown, replayLine(example, { record })].filter((line) => line !== undefined);
}

function counts(tests: readonly CiTest[]) {
  const count = (state: CiState) => String(tests.filter((test) => test.state === state).length);
  return { tests: String(tests.length), failures: count("failed"), errors: count("error"), skipped: count("skipped") };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function property(indent: string, name: string, value: string): string[] {
  return [`${indent}<property ${xmlAttributes({ name, value })}/>`];
}
