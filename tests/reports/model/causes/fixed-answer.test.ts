import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { fixedAnswer } from "#reports/model/causes/fixed-answer.ts";
import { describeFixed } from "#reports/model/causes/words/cause-words.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { aCase, anEvidence, aRecord, aRequirement, body as textBody } from "#tests/reports/producers.ts";

/** What twelve different requests about clusters of their own get. */
function answered(body: (name: string, at: number) => string): RunRecord {
  const exchanges = Array.from({ length: 12 }, (_each, at) => {
    const name = `run-${at}f3a`;
    const evidence = anEvidence({ status: 200, responseBody: textBody(body(name, at)) });
    return { ...evidence, request: { ...evidence.request, method: at % 2 === 0 ? "GET" : "POST", path: `/x/${name}` } };
  });
  return aRecord({ requirements: [aRequirement({ cases: [aCase({ exchanges })] })] });
}

test("one body is one answer", () => {
  expect(fixedAnswer(answered(() => `{"ok":true}`))).toMatchObject({ status: 200, templated: false });
});

test("one body with a fresh id and the time is one answer", () => {
  const body = (_name: string, at: number): string =>
    JSON.stringify({ id: randomUUID(), short: randomUUID().slice(0, 20), at: 1_700_000_000 + at, on: new Date(at) });
  expect(fixedAnswer(answered(body))).toMatchObject({ status: 200, templated: true });
});

test.each<[string, (name: string, at: number) => string]>([
  ["the name that was asked for", (name) => JSON.stringify({ id: randomUUID(), name })],
  ["other words each time", (_name, at) => JSON.stringify({ word: "abcdefghijkl"[at] })],
])("one form with %s is no fixed answer", (_what, body) => {
  expect(fixedAnswer(answered(body))).toBeUndefined();
});

test.each([
  [200, "<html>Welcome</html>", "not-json"],
  [200, '{"cluster":{}}', "fixed-body"],
  [200, "", "absent"],
  [503, "<html>Bad gateway</html>", "fails"],
  [404, "{}", "refuses-valid"],
])("what comes of %s with %j is said of that answer", (status, text, reason) => {
  expect(describeFixed({ status, body: text, templated: false }).reason).toBe(reason);
});
