import { describe, expect, test } from "@jest/globals";
import { answerOf, isPlainSuccess } from "../../../../reports/model/causes/answer-kind.ts";
import type { Evidence } from "../../../../suites/record/kept-evidence.ts";
import { anEvidence, body } from "../../producers.ts";

function answered(status: number, text: string, errorType?: string): Evidence {
  const evidence = anEvidence({ status, responseBody: body(text) });
  const headers = errorType === undefined ? [] : [["X-Amzn-ErrorType", errorType] as const];
  return { ...evidence, response: { status, headers, body: body(text) } };
}

describe("the name of an error, as AWS SDKs read it", () => {
  test.each<[string, string | undefined, string]>([
    ["aws.eks#InvalidParameterException:http://x/", undefined, "InvalidParameterException"],
    ["ns#a#C:u", undefined, "a#C"],
    ["A", '{"code":"B"}', "A"],
  ])("header %s, body %s", (header, text = "{}", name) => {
    expect(answerOf(answered(400, text, header)).error).toBe(name);
  });

  test.each<[string, string | undefined, boolean]>([
    ['{"code":"A","__type":"ns#A"}', undefined, false],
    ['{"code":"A","__type":"B"}', undefined, true],
    ['{"code":"","Code":"X"}', undefined, false],
    ['{"code":"A"}', "B", true],
  ])("body %s, header %s: contradicts is %s", (text, header, contradicts) => {
    expect(answerOf(answered(400, text, header)).contradicts).toBe(contradicts);
  });

  test("one that is of no end is cut", () => {
    expect(answerOf(answered(400, "{}", "E".repeat(5000))).words.length).toBeLessThan(200);
  });
});

test("a cluster in a success names no error, whatever its members are called", () => {
  const answer = answerOf(answered(200, '{"cluster":{"name":"a"},"code":"A"}'));
  expect(answer).toMatchObject({ error: undefined, words: "200" });
  expect(isPlainSuccess(answer)).toBe(true);
});

test("a success that consists of what errors consist of is none", () => {
  expect(isPlainSuccess(answerOf(answered(200, '{"__type":"A","message":"no"}')))).toBe(false);
});

test.each([
  ["", "500 without an error type"],
  ["<html>x", "with a body that is no JSON object"],
])("a body %j is told of", (text, words) => {
  expect(answerOf(answered(500, text, text === "" ? undefined : "E")).words).toContain(words);
});
