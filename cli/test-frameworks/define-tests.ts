import { loneCurl, replayLine } from "../../reports/model/replay.ts";
import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { isTrouble } from "../../suites/record/verdicts/unexpected.ts";

/** What the adapter needs of a test framework. */
export interface TestFramework {
  readonly describe: (name: string, define: () => void) => void;
  readonly test: (name: string, run: () => void) => void;
  readonly beforeAll: (run: () => Promise<void>, timeout?: number) => void;
}

export interface TestedRun {
  /** Shown above the tests: the endpoint. */
  readonly name: string;
  /** Every requirement of the run, known before it starts: frameworks want their tests named at load. */
  readonly requirements: readonly { readonly id: string; readonly title: string }[];
  readonly run: () => Promise<RunRecord>;
  /** Milliseconds for the whole run. */
  readonly timeout: number;
  /** A SHOULD that is not met fails its test. */
  readonly strict?: boolean;
}

/** One test per requirement over the same engine: a test fails when its requirement keeps the run from exit code 0. */
export function defineConformanceTests(framework: TestFramework, options: TestedRun): void {
  const results = new Map<string, RequirementResult>();
  framework.describe(options.name, () => {
    framework.beforeAll(async () => {
      for (const result of (await options.run()).requirements) results.set(result.id, result);
    }, options.timeout);
    for (const { id, title } of options.requirements) {
      framework.test(`${id}: ${title}`, () => {
        const result = results.get(id);
        if (result === undefined) throw new Error("the run ended without a verdict on this requirement");
        if (isTrouble(result, options.strict === true)) throw new Error(failureText(result));
      });
    }
  });
}

function failureText({ verdict, reason, cases, trace }: RequirementResult): string {
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
      loneCurl(failing) ?? replayLine(failing) ?? "",
    );
  }
  return lines.join("\n");
}
