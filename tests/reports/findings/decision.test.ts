import { expect, test } from "@jest/globals";
import { decisionOf } from "../../../reports/findings/decision.ts";
import type { Step } from "../../../reports/findings/steps.ts";
import { aCase, anEvidence } from "../producers.ts";

test("a value that must be new is compared with those of the steps before", () => {
  const step = (number: number): Step => ({ number, evidence: anEvidence({ status: 200 }) });
  const condition = { members: [{ at: "/cluster/connectorConfig/activationId", fresh: true }] };
  const judgement = { ...aCase({ verdict: "fail" }).judgement, condition };
  const { lines } = decisionOf({ judgement, step: step(3), before: [step(1), step(2)], variables: [] });
  const fresh = lines.filter((line) => /other_than|never_before/.test(line));
  const place = "/cluster/connectorConfig/activationId";
  expect(fresh).toEqual([
    `other_than "$(value 3 ${place})" 1 ${place} || return 1`,
    `other_than "$(value 3 ${place})" 2 ${place} || return 1`,
    `never_before 3 ${place} || return 1`,
  ]);
});
