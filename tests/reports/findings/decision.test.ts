import { expect, test } from "@jest/globals";
import { decisionOf } from "../../../reports/findings/decision.ts";
import type { Step } from "../../../reports/findings/steps/steps.ts";
import { aCase, anEvidence, body } from "../producers.ts";

test("a value that must be new is compared with those of the steps before", () => {
  const step = (number: number): Step => ({ number, evidence: anEvidence({ status: 200 }) });
  const condition = { members: [{ at: "/cluster/connectorConfig/activationId", fresh: true }] };
  const judgement = { ...aCase({ verdict: "fail" }).judgement, condition };
  const { lines } = decisionOf({
    judgement,
    expectation: "must-accept",
    step: step(3),
    before: [step(1), step(2)],
    variables: [],
  });
  const fresh = lines.filter((line) => /other_than|never_before/.test(line));
  const place = "/cluster/connectorConfig/activationId";
  expect(fresh).toEqual([
    `other_than "$(value 3 ${place})" 1 ${place} || return 1`,
    `other_than "$(value 3 ${place})" 2 ${place} || return 1`,
    `never_before 3 ${place} || return 1`,
  ]);
});

function listing(once: readonly string[], before: readonly Step[]) {
  const step: Step = { number: before.length + 1, evidence: anEvidence({ status: 200 }) };
  const judgement = { ...aCase({ verdict: "fail" }).judgement, condition: { list: { once, pageSize: 1 } } };
  return decisionOf({ judgement, expectation: "must-accept", step, before, variables: [] });
}

const answering = (names: readonly string[]): Step => ({
  number: 1,
  evidence: anEvidence({ status: 200, responseBody: body(JSON.stringify({ clusters: names })) }),
});

test("of clusters that were there before nothing is told where there are none", () => {
  const { lines, untold } = listing(["interop-a", "interop-b"], [answering(["interop-a", "interop-b"])]);
  expect(untold).toBeUndefined();
  expect(lines.filter((line) => line.includes("type_of"))).toEqual([
    '[ -n "$(type_of 1 /clusters/0)" ] || return 2',
    '[ -n "$(type_of 1 /clusters/1)" ] || return 2',
  ]);
});

test("clusters that were there before, and whose names are like any other text, cannot be told of", () => {
  expect(listing(["one"], [answering(["one"])])).toMatchObject({ untold: "it names what was there before the run" });
});

test.each([
  ["must-accept", ["like 1 200 299 && return 0", "like 1 300 599 || return 2"]],
  ["must-reject", ["like 1 300 599 || return 2"]],
] as const)("a success where an error without a name was found, of what %s, decides so", (expectation, wanted) => {
  const step: Step = { number: 1, evidence: anEvidence({ status: 500 }) };
  const judgement = { ...aCase({ verdict: "fail" }).judgement, condition: { errorType: "named" as const } };
  const { lines } = decisionOf({ judgement, expectation, step, before: [], variables: [] });
  expect(lines.filter((line) => line.startsWith("like"))).toEqual(wanted);
});

test("an answer that may be empty is looked for in both forms", () => {
  const step: Step = { number: 1, evidence: anEvidence({ status: 200 }) };
  const span = { from: 200, to: 200 };
  const answers = [
    { ...span, object: true },
    { ...span, empty: true },
  ];
  const judgement = { ...aCase({ verdict: "fail" }).judgement, condition: { answers } };
  const { lines } = decisionOf({ judgement, expectation: "must-accept", step, before: [], variables: [] });
  expect(lines).toContain("like 1 200 200 object || like 1 200 200 empty || return 1");
});
