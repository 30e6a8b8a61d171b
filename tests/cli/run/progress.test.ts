import { expect, test } from "@jest/globals";
import { systemConsole } from "#cli/console.ts";
import { failureIn, progressLine, progressOf, timeLeft } from "#cli/run/progress.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

test.each([
  [-5, "less than a minute left"],
  [59, "less than a minute left"],
  [60, "about 1 min left"],
  [601, "about 11 min left"],
])("%d seconds: %s", (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});

const DONE = { cases: 30, sent: 100, failures: 1, known: 0, seconds: 10 };

test("a run whose pace is not known tells its rate", () => {
  expect(progressLine(DONE, {})).toBe("30 cases (1 failed), 3/s");
  expect(progressLine({ ...DONE, cases: 1 }, {})).toBe("1 case (1 failed), 0/s");
});

test.each<[verdicts: readonly Verdict[], failure: "new" | "known" | undefined]>([
  [["pass", "warn"], undefined],
  [["fail", "pass"], "known"],
  [["pass", "fail"], "new"],
  [["fail", "fail"], "new"],
  [["pass", "error"], "new"],
])("of a case whose first requirement is known to fail, %j is a failure that is %s", (verdicts, failure) => {
  const known = { expectedFailure: { pattern: "*", reason: "known" } };
  const tally = verdicts.map((verdict, place) => [place, verdict] as const);
  expect(failureIn({ tally }, [known, {}])).toBe(failure);
});

test("what is known to fail is counted apart", () => {
  expect(progressLine({ ...DONE, known: 4 }, {})).toBe("30 cases (1 failed, 4 as known), 3/s");
});

test("a run whose cost is known tells how much of it is done, and how long the rest takes at its pace", () => {
  expect(progressLine(DONE, { cases: 700, requests: 1000, rps: 2 })).toBe(
    "30 of about 700 cases (1 failed), about 8 min left",
  );
});

test("the removal of what is left shows a sign of life at once, in a log too", () => {
  const noted: string[] = [];
  const console = { ...systemConsole({}), interactive: false, note: (text: string) => void noted.push(text) };
  const { removing, done } = progressOf(console, []);
  removing(0, 135);
  removing(1, 135);
  done();
  expect(noted).toEqual(["the cases are done; removing what they left: 0 of 135"]);
});

test("a run that waits shows for what, in place of the requirement", () => {
  const shown: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text: string | Uint8Array) => (shown.push(String(text)), true);
  try {
    const { waiting, done } = progressOf({ ...systemConsole({}), interactive: true, width: 80 }, []);
    waiting({ operation: "MakeBox", event: "box under way" });
    done();
  } finally {
    process.stderr.write = write;
  }
  expect(shown.join("")).toContain("0 cases (0 failed), 0/s  waiting: MakeBox, box under way");
});
