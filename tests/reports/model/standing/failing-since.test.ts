import { expect, test } from "@jest/globals";
import { failingSince } from "#reports/model/standing/failing-since.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { aRecord, aRequirement } from "#tests/reports/producers.ts";

/** Runs in which `r.a` came to these, a day apart. */
const runs = (...verdicts: readonly Verdict[]) =>
  verdicts.map((verdict, day) => {
    const { run } = aRecord();
    return aRecord({
      run: { ...run, startedAt: `2026-11-0${day + 1}T08:00:00.000Z` },
      requirements: [aRequirement({ id: "r.a", verdict })],
    });
  });

test("it is the first of the runs that failed one after the other until now", () => {
  expect(failingSince(["r.a"], runs("fail", "pass", "fail", "fail"))).toBe(
    "Failing since run 3, 2026-11-03 08:00:00 UTC.",
  );
});

test("a missing operation fails its requirements, too", () => {
  expect(failingSince(["r.a"], runs("not-implemented", "fail"))).toBe("Failing since run 1, 2026-11-01 08:00:00 UTC.");
});

test("what the run before met is new", () => {
  expect(failingSince(["r.a"], runs("fail", "pass"))).toBe("New in this run, which is run 3.");
});

test("nothing is said without an earlier run", () => {
  expect(failingSince(["r.a"], [])).toBeUndefined();
});
