import { expect, test } from "@jest/globals";
import { headerValue } from "#protocol/headers.ts";
import type { AnswerRule } from "#suites/mutations/rules/answer-rule.ts";
import { openRuledAnswers } from "#suites/mutations/rules/ruled-answers.ts";
import { EKS, exchangeOf, jsonIn, STORY } from "./traffic.ts";

/** What the story's clients get, and which steps did not reach the endpoint. */
function ruled(...rules: readonly AnswerRule[]) {
  const answers = openRuledAnswers(EKS.contract, rules);
  const unasked: number[] = [];
  const given = STORY.map((step, at) => {
    const exchange = exchangeOf(step);
    const own = answers.instead(exchange.request);
    if (own !== undefined) unasked.push(at);
    return own ?? answers.answer(exchange);
  });
  const steps = given.flatMap((each, at) => (each === undefined ? [] : [at]));
  return { given, steps, unasked, applied: answers.applied };
}

test("an error comes in AWS's form, with the model's status, and the endpoint is not asked", () => {
  const { given, steps, unasked } = ruled({
    operation: "DescribeCluster",
    nth: 2,
    answer: { error: "ServerException", message: "later", headers: { "retry-after": "1" } },
  });
  expect(steps).toEqual([2]);
  expect(unasked).toEqual([2]);
  expect(given[2]?.response.status).toBe(500);
  expect(jsonIn(given[2])).toEqual({ message: "later" });
  const headers = given[2]?.response.headers ?? [];
  expect(headerValue(headers, "x-amzn-errortype")).toBe("ServerException");
  expect(headerValue(headers, "retry-after")).toBe("1");
});

test("a rule for a resource is about requests that name it", () => {
  const { steps } = ruled({ operation: "*", resource: "absent", answer: { status: 500 } });
  expect(steps).toEqual([7]);
});

test("members of the endpoint's own answer are changed, which is asked", () => {
  const { given, unasked } = ruled({
    operation: "DescribeCluster",
    answer: { members: { "cluster.status": "FAILED", "cluster.tags.*": "x" } },
  });
  expect(unasked).toEqual([]);
  expect(jsonIn(given[2])).toMatchObject({ cluster: { name: "one", status: "FAILED", tags: { team: "x" } } });
});

test("what is passed on first is answered so afterwards: the work is done, and its answer lost", () => {
  const { steps, unasked } = ruled({ operation: "DeleteCluster", answer: { status: 504, passOn: true } });
  expect(steps).toEqual([8]);
  expect(unasked).toEqual([]);
});

test("the first rule that matches counts, and how often each was applied is known", () => {
  const { given, applied } = ruled(
    { operation: "DescribeCluster", nth: 1, answer: { drop: true } },
    { operation: "*", answer: { delayMs: 5 } },
    { operation: "ListNodegroups", answer: { status: 500 } },
  );
  expect(given[1]).toMatchObject({ drops: true });
  expect(given[2]).toMatchObject({ delayMs: 5 });
  expect(applied).toEqual([1, STORY.length - 1, 0]);
});

test("a status alone is an empty answer, whatever it is", () => {
  const { given } = ruled({ operation: "CreateCluster", answer: { status: 200 } });
  expect(given[0]?.response).toMatchObject({ status: 200, body: new Uint8Array() });
});
