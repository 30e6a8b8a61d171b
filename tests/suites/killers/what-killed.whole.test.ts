import { describe, expect, test } from "@jest/globals";
import { renderConsole } from "#reports/console/render-console.ts";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import type { FailureKind, WireRequest } from "#protocol/exchange.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";

const isDeadly = ({ method, body }: WireRequest): boolean =>
  method === "POST" && Buffer.from(body ?? []).includes('"tags":{}');

/** Dies of empty tags, so that what comes after gets no answer either; back after so many of those, or never. */
function mortal(afterwards: FailureKind, backAfter = Infinity) {
  let missed: number | undefined;
  return fakeTarget((request, _number, work) => {
    if (missed !== undefined && missed < backAfter) {
      missed += 1;
      return afterwards;
    }
    missed = undefined;
    if (!isDeadly(request)) return work();
    missed = 0;
    return "reset";
  });
}

const answersOf = ({ requirements }: RunRecord) => requirements.find(({ id }) => id === "api.answers");
const reasonsOf = ({ requirements }: RunRecord): string =>
  [...new Set(requirements.map(({ reason }) => reason ?? ""))].join("\n");

describe("a target that dies of one request", () => {
  test.each([
    ["refused", "inconclusive"],
    ["timeout", "fail"],
  ] as const)("and leaves what follows %s is told with that request", async (kind, verdict) => {
    const record = await runSuite(testRun({ target: mortal(kind) }));
    expect(record.run.gone).toMatch(
      /in flight when it stopped, after \d+ answers: .*RegisterCluster with 0 tags, \d+ bytes \(case [\w/-]+\).*; replay --case sends one again\.$/,
    );
    expect(reasonsOf(record)).not.toContain("in flight when it stopped");
    expect(answersOf(record)?.verdict).toBe(verdict);
    const [, below] = renderConsole(record, { width: 400 }).split("\n");
    expect(below?.trim()).toBe(record.run.gone);
    expect(renderMarkdown(record)).toContain("> The endpoint");
  });

  test("and is started again is found to die of it", async () => {
    const removalTime = { clock: new RecordingClock(), budgetMs: 0 };
    const record = await runSuite(testRun({ target: mortal("refused", 12), removalTime }));
    expect(answersOf(record)?.verdict).toBe("fail");
  });
});
