import { ciTests, type CiTest, OUTCOME } from "../../reports/model/ci.ts";
import { loneCurl, replayLine, typedFrom, type Typed } from "../../reports/model/replay.ts";
import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import { endsWithRun } from "../../suites/record/ends-with-run.ts";
import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { PROGRAM } from "../program-name.ts";
import { withoutTrace } from "./without-trace.ts";
import { isStrict, isTrouble } from "../../suites/record/verdicts/unexpected.ts";

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
 * One test per requirement over the same engine: it fails when its requirement keeps the run from exit code 0, and is
 * skipped when nothing exercised it or its failure is expected. An end that no requirement explains fails the tests as a
 * whole.
 */
export function defineConformanceTests(framework: TestFramework, { run, timeout, ...named }: TestedRun): void {
  let judged: JudgedTests = new Map();
  framework.describe(named.name, () => {
    framework.beforeAll(async () => void (judged = judgedTests(await run(), named)), timeout);
    for (const { id, title } of named.requirements) {
      framework.test(`${id}: ${title}`, (skip) => {
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
      if (test?.skipped === undefined) framework.test(`${id}: ${title}`, () => settle(test));
      else framework.skip(`${id}: ${title}`);
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
  const { access } = typedFrom(record);
  const { command } = record.target;
  const typed = { program: PROGRAM, access: command === undefined ? access : [`--command ${shellQuote(command)}`] };
  const told = { record, recordFile, typed };
  return new Map(ciTests(record).map((test) => [test.name, judgedTest(test, told)]));
}

interface ToldRun {
  readonly record: RunRecord;
  readonly recordFile: string;
  readonly typed: Typed;
}

function judgedTest({ state, message, requirement }: CiTest, told: ToldRun): JudgedTest {
  if (requirement === undefined) return { failed: message };
  if (isTrouble(requirement, isStrict(told.record))) return { failed: failureText(requirement, told) };
  return state === "skipped" ? { skipped: message } : {};
}

function settle(test: JudgedTest | undefined): void {
  if (test === undefined) throw new Error("the run ended without a verdict on this requirement");
  if (test.failed !== undefined) throw withoutTrace(new Error(test.failed));
}

function failureText({ verdict, reason, cases, trace }: RequirementResult, told: ToldRun): string {
  const { record } = told;
  const failing = cases.find((each) => each.verdict === verdict);
  const lines = [
    reason === undefined ? verdict : `${verdict}: ${reason}`,
    `source: ${trace.source}:${trace.line}: ${trace.quote.replace(/\s+/g, " ")}`,
  ];
  if (failing !== undefined) {
    const { judgement } = failing;
    lines.push(`case: ${failing.id} (${failing.summary})`);
    lines.push(
      `expected: ${judgement.expected}`,
      `received: ${judgement.received}`,
      (endsWithRun(record.target) ? undefined : loneCurl(failing, record)) ?? replayLine(failing, told) ?? "",
    );
  }
  return lines.join("\n");
}
