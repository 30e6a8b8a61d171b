import { expect } from "@jest/globals";
import { renderConsole } from "#reports/console/render-console.ts";
import { expectOneScreen } from "#tests/helpers/one-screen.ts";
import { headline } from "#reports/model/causes/cause.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { fixedBodyServer, templatedBodyServer } from "#tests/helpers/broken/fixed-body.ts";
import { registryServer } from "#tests/helpers/broken/registry.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testRun, type TestRunOptions } from "#tests/suites/test-run.ts";

type Choice = Pick<TestRunOptions, "requirements" | "plan">;
type BrokenServer = (now: () => number) => Script;

function recordOf(server: BrokenServer, choice: Choice): Promise<RunRecord> {
  const clock = new RecordingClock();
  const target = fakeTarget(server(clock.now), { now: clock.now });
  return runSuite(testRun({ clock, ...choice, target }));
}

/** What it does, the server, and the headline of its first cause. */
export const BROKEN_SERVERS: readonly (readonly [what: string, server: BrokenServer, first: RegExp])[] = [
  [
    "stores nothing",
    (now) => registryServer({ stores: false, validates: true }, now),
    /^Nothing registered is ever stored: \d+ requirements$/,
  ],
  [
    "validates nothing",
    (now) => registryServer({ stores: true, validates: false }, now),
    /^RegisterCluster does not validate its input: \d+ requirements$/,
  ],
  [
    "answers one fixed body",
    () => fixedBodyServer,
    /^Every request gets the same answer, 200 with `.*`: \d+ requirements$/,
  ],
  [
    "answers one body but for ids and times of its own",
    templatedBodyServer,
    /^Every request gets the same answer but for ids, numbers and times, 200 with `.*`: \d+ requirements$/,
  ],
];

export async function expectFirstCause(server: BrokenServer, first: RegExp, choice: Choice): Promise<void> {
  const record = await recordOf(server, choice);
  const [cause] = causesOf(record);
  expect(cause === undefined ? "" : headline(cause)).toMatch(first);
  expectOneScreen(record);
  const lines = renderConsole(record, { verbose: true }).split("\n");
  expect(
    lines.filter(
      (line) =>
        line.length > 80 && !/^ {2,4}(?:curl|printf|npx --no eks-conformance|HURL_VARIABLE_endpoint=\S+) /.test(line),
    ),
  ).toEqual([]);
}
