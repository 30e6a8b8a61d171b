import { expect, test } from "@jest/globals";
import { withHidden } from "#cli/run/mutating/mutate.ts";
import type { FaultOutcome, FaultResult } from "#reports/mutations/mutation-report.ts";
import { FAULT_KINDS } from "#suites/mutations/fault-kinds.ts";

const outcomesOf = (...given: readonly (readonly [kind: string, outcome: FaultOutcome])[]): string[] => {
  const results = given.map(([kind, outcome], at): FaultResult => ({
    id: `CreateCluster/${kind}/${at}`,
    kind,
    title: kind,
    operation: "CreateCluster",
    outcome,
    sentence: "no test looks at it",
    durationMs: 1,
    left: [],
  }));
  return withHidden(results, FAULT_KINDS).map(({ outcome }) => outcome);
};

test.each(["wrong-status", "wrong-content-type", "time-as-text", "scalar-as-text"])(
  "%s is hidden where none of its kind was noticed, and counts where one was",
  (kind) => {
    expect(outcomesOf([kind, "survived"], [kind, "survived"], ["member-lost", "noticed"])).toEqual([
      "hidden",
      "hidden",
      "noticed",
    ]);
    for (const found of ["noticed", "hung"] as const) {
      expect(outcomesOf([kind, "survived"], [kind, found])).toEqual(["survived", found]);
    }
    expect(outcomesOf([kind, "not-reached"], [kind, "absorbed"])).toEqual(["not-reached", "absorbed"]);
  },
);

test.each(FAULT_KINDS.filter(({ isForm }) => isForm !== true).map(({ id }) => [id]))(
  "%s says something else, so it counts however many survive",
  (kind) => expect(outcomesOf([kind, "survived"])).toEqual(["survived"]),
);
