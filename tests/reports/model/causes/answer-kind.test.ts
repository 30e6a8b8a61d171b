import type { FailureKind } from "#protocol/exchange.ts";
import { describe, expect, test } from "@jest/globals";
import { answerKey, answerOf, isPlainSuccess } from "#reports/model/causes/answer-kind.ts";
import { toldAnswer } from "#reports/model/causes/words/told-answer.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import { anEvidence, body } from "#tests/reports/producers.ts";

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
    expect(toldAnswer(answerOf(answered(400, "{}", "E".repeat(5000)))).length).toBeLessThan(200);
  });
});

test("a cluster in a success names no error, whatever its members are called", () => {
  const answer = answerOf(answered(200, '{"cluster":{"name":"a"},"code":"A"}'));
  expect(answer.error).toBeUndefined();
  expect(toldAnswer(answer)).toBe("200");
  expect(isPlainSuccess(answer)).toBe(true);
});

test("a success that consists of what errors consist of is none", () => {
  expect(isPlainSuccess(answerOf(answered(200, '{"__type":"A","message":"no"}')))).toBe(false);
});

test.each([
  ["", undefined, "500 without an error type"],
  ["", "E", "500 E with no body"],
  ["<html>x", undefined, "500 without an error type"],
  ["<html>x", "E", "500 E with a body that is not a JSON object"],
  ["{}", "E", "500 E"],
])("a body %j of the error %s is told of", (text, name, words) => {
  expect(toldAnswer(answerOf(answered(500, text, name)))).toBe(words);
});

test("no answer is told with what failed", () => {
  const lost = (kind: FailureKind): Evidence => ({
    ...anEvidence({}),
    response: undefined,
    failure: { kind, message: "any" },
  });
  expect(toldAnswer(answerOf(lost("reset")))).toBe("no response (reset)");
  expect(answerKey(answerOf(lost("reset")))).not.toBe(answerKey(answerOf(lost("timeout"))));
});

test("answers are of one kind where status, name and form are the same, and an error without a name in any form", () => {
  const key = (...answer: Parameters<typeof answered>): string => answerKey(answerOf(answered(...answer)));
  expect(key(400, '{"message":"a"}', "E")).toBe(key(400, '{"message":"b"}', "ns#E"));
  expect(key(400, "<p>")).toBe(key(400, "{}"));
  const kinds = [
    key(400, "{}"),
    key(400, "{}", "E"),
    key(400, "{}", "F"),
    key(400, "", "E"),
    key(400, "<p>", "E"),
    key(404, "{}", "E"),
    key(200, ""),
    key(200, "<p>"),
    key(200, "{}"),
  ];
  expect(new Set(kinds).size).toBe(kinds.length);
});
