import { ciTests, type CiTest, OUTCOME } from "#reports/model/ci.ts";
import { causeOfEach, headline, type Cause } from "#reports/model/causes/cause.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { tellingCase } from "#reports/model/telling-case.ts";
import { loneCurl, replayLine, typedFrom, type Typed } from "#reports/model/commands/replay.ts";
import { head } from "#reports/model/text/format.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip } from "#reports/model/text/wrap.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import { specFile } from "#suites/record/readings/built-in-specs.ts";
import { toldCommand } from "#cli/started/told-command.ts";
import { PROGRAM } from "#cli/program-name.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { withoutTrace } from "./without-trace.ts";

/** What the adapter needs of a test framework. */
export interface TestFramework {
  readonly describe: (name: string, define: () => void) => void;
  /** `skip` ends a test that has begun. */
  readonly test: (name: string, run: (skip: (why: string) => void) => void) => void;
  readonly beforeAll: (run: () => Promise<void>, timeout?: number) => void;
  readonly afterAll: (run: () => void) => void;
}

/** What it needs of one whose tests cannot be skipped once they have begun. */
export interface StaticFramework extends Pick<TestFramework, "describe"> {
  readonly test: (name: string, run: () => void) => void;
  readonly skip: (name: string) => void;
}

export interface TestedRun {
  /** Shown above the tests: the endpoint. */
  readonly name: string;
  /** Every requirement of the run, known before it starts: frameworks want their tests named at load. */
  readonly requirements: readonly { readonly id: string; readonly title: string }[];
  readonly run: () => Promise<RunRecord>;
  /** Where a replay finds the record. */
  readonly recordFile: string;
  /** Milliseconds for the whole run. */
  readonly timeout: number;
}

/**
 * One test per requirement over the same engine, with the state that it has for CI: it fails when its requirement keeps
 * the run from exit code 0, and is skipped when nothing exercised it or its failure is expected; an operation that is not
 * there fails one test. An end that no requirement explains fails the tests as a whole.
 */
export function defineConformanceTests(framework: TestFramework, { run, timeout, ...named }: TestedRun): void {
  let judged: JudgedTests = new Map();
  framework.describe(named.name, () => {
    framework.beforeAll(async () => void (judged = judgedTests(await run(), named)), timeout);
    for (const { id, title } of named.requirements) {
      framework.test(oneLine(`${id}: ${title}`), (skip) => {
        const test = judged.get(id);
        if (test?.skipped === undefined) settle(test);
        else skip(test.skipped);
      });
    }
    framework.afterAll(() => settle(judged.get(OUTCOME) ?? {}));
  });
}

type NamedTests = Omit<TestedRun, "run" | "timeout">;

/** The same of a run that is over; an end that no requirement explains is one test more. */
export function defineJudgedTests(framework: StaticFramework, named: NamedTests, record: RunRecord): void {
  const judged = judgedTests(record, named);
  const outcome = judged.has(OUTCOME) ? [{ id: OUTCOME, title: record.outcome.sentence }] : [];
  framework.describe(named.name, () => {
    for (const { id, title } of [...named.requirements, ...outcome]) {
      const test = judged.get(id);
      const name = oneLine(`${id}: ${title}`);
      if (test?.skipped === undefined) framework.test(name, () => settle(test));
      else framework.skip(name);
    }
  });
}

/** Why a test is skipped, or fails; neither where it passes. */
interface JudgedTest {
  readonly skipped?: string;
  readonly failed?: string;
}

/** By the requirement's id; what no requirement explains by `OUTCOME`. */
type JudgedTests = ReadonlyMap<string, JudgedTest>;

function judgedTests(record: RunRecord, { recordFile }: NamedTests): JudgedTests {
  const causeOf = causeOfEach(causesOf(record));
  const told = { record, recordFile, typed: { program: PROGRAM, access: ownAccess(record) } };
  return new Map(
    withOneOfEachEnd(ciTests(record)).map((test) => [
      test.name,
      judgedTest(test, { ...told, cause: causeOf.get(test.name) }),
    ]),
  );
}

/** What keeps all from being judged, such as an endpoint where nothing answers, fails one test and skips the others. */
function withOneOfEachEnd(tests: readonly CiTest[]): CiTest[] {
  const first = new Map<string, string>();
  return tests.map((test) => {
    if (test.state !== "error") return test;
    const { message, name } = test;
    const told = first.get(message);
    if (told !== undefined) return { ...test, state: "skipped", message: `as ${told}: ${message}` };
    first.set(message, name);
    return test;
  });
}

/** The flags that lead to the target of a run that this process made, which a stranger's record could not say. */
function ownAccess(record: RunRecord): readonly string[] {
  const { command, endpoint } = record.target;
  const spec = specFile(record.run.options["spec"]);
  const words = spec === undefined ? [] : [`--spec ${shellQuote(spec)}`];
  if (command !== undefined) return [`--command ${shellQuote(command)}`, ...words];
  if (record.target.kind === "aws" || endsWithRun(record.target)) return typedFrom(record).access;
  return [`--endpoint-url ${shellQuote(toldCommand(endpoint))}`, ...words];
}

interface FailureSetting {
  readonly record: RunRecord;
  readonly recordFile: string;
  readonly typed: Typed;
  readonly cause: Cause | undefined;
}

function judgedTest({ state, message, requirement }: CiTest, told: FailureSetting): JudgedTest {
  if (state === "passed") return {};
  if (state === "skipped") return { skipped: oneLine(message) };
  return { failed: requirement === undefined ? oneLine(message) : failureText(requirement, told) };
}

function settle(test: JudgedTest | undefined): void {
  if (test === undefined) throw new Error("the run ended without a verdict on this requirement");
  if (test.failed !== undefined) throw withoutTrace(new Error(test.failed));
}

function failureText(requirement: RequirementResult, told: FailureSetting): string {
  const { verdict, reason, trace } = requirement;
  const { cause } = told;
  const failing = tellingCase(requirement);
  return [
    ...(reason === undefined ? [] : [`${verdict}: ${reason}`]),
    ...(cause === undefined ? [] : [`cause: ${headline(cause)}`, `fix: ${cause.mend}`]),
    `source: ${trace.source}:${trace.line}: ${trace.quote}`,
    ...(failing === undefined ? [] : exampleLines(failing)),
  ]
    .map(oneLine)
    .concat(failing === undefined ? [] : commands(failing, told))
    .join("\n");
}

function exampleLines({ id, summary, judgement }: CaseResult): string[] {
  return [`case: ${id} (${summary})`, `expected: ${judgement.expected}`, `received: ${judgement.received}`];
}

/** The first that fits: what is cut off could not be run. */
function commands(failing: CaseResult, told: FailureSetting): string[] {
  const { record } = told;
  const curl = endsWithRun(record.target) ? undefined : loneCurl(failing, record);
  const whole = [curl, replayLine(failing, told)].filter((line) => line !== undefined);
  return whole.filter((line) => line.length <= LONGEST).slice(0, 1);
}

/** Columns of a line that a framework prints: what an endpoint answers has no end. */
const LONGEST = 300;

function oneLine(text: string): string {
  return clip(visibleLine(head(text, 16 * LONGEST)), LONGEST);
}
