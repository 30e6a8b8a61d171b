import { expect, test } from "@jest/globals";
import { originOf } from "#reports/findings/steps/answers-before.ts";
import type { Step } from "#reports/findings/steps/steps.ts";
import { anEvidence, body } from "#tests/reports/producers.ts";

function answering(answer: unknown, sent: unknown = {}): Step {
  const evidence = anEvidence({ requestBody: JSON.stringify(sent), responseBody: body(JSON.stringify(answer)) });
  return { number: 1, evidence };
}

const ARN = "arn:aws:eks:us-east-1:123456789012:cluster/one";

test("a value of the target's own comes from the answer that had it first", () => {
  expect(originOf(ARN, [answering({ cluster: { arn: ARN } })])).toEqual({ step: 1, at: "/cluster/arn" });
});

test("the place of the same name comes before others", () => {
  const answered = answering({ other: ARN, cluster: { arn: ARN } });
  expect(originOf(ARN, [answered], { at: "/cluster/arn" })).toMatchObject({ at: "/cluster/arn" });
});

test("of two answers that have it by chance, it comes from the one about what is asked for", () => {
  const at = "/cluster/createdAt";
  const createdAt = 1_795_971_005.174;
  const made = ["ecf-1234567-other", "ecf-1234567-asked"].map((name, index) => ({
    ...answering({ cluster: { name, createdAt } }),
    number: index + 1,
  }));
  const { request, ...rest } = anEvidence({ requestBody: "" });
  const of = { ...rest, request: { ...request, path: "/clusters/ecf-1234567-asked" } };
  expect(originOf(createdAt, made, { at, of })).toEqual({ step: 2, at });
});

test("a value that a request brought is no value of the target's", () => {
  const echoed = answering(
    { tags: { "wrongly%20written": "the value" } },
    { tags: { "rightly written": "the value" } },
  );
  expect(originOf("the value", [echoed])).toBeUndefined();
});

test("a short text is alike by chance", () => {
  expect(originOf("EKS", [answering({ provider: "EKS" })])).toBeUndefined();
});

test("a word in capitals is the contract's, such as a status that is waited for", () => {
  expect(originOf("ACTIVE", [answering({ cluster: { status: "ACTIVE" } })])).toBeUndefined();
});
