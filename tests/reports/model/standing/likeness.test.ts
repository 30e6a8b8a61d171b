import { expect, test } from "@jest/globals";
import { likenessSentence } from "#reports/model/standing/likeness.ts";
import { renderConsole } from "#reports/console/render-console.ts";
import { renderMarkdown } from "#reports/markdown/markdown.ts";
import type { AspectShare, Likeness } from "#suites/record/parts/likeness.ts";
import { aRecord } from "#tests/reports/producers.ts";

const NAMES = ["status", "error", "text", "members", "types", "forms", "headers", "lists"];

function likenessOf(aspects: readonly AspectShare[], more: Partial<Likeness> = {}): Likeness {
  const to = {
    endpoint: "https://eks.us-gov-west-1.amazonaws.com",
    kind: "aws",
    startedAt: "2026-11-30T00:00:00Z",
    seed: 7,
  } as const;
  return { to, answers: 971, alike: 107, without: 0, aspects, operations: [], areas: [], ...more };
}

test("the sentence of a run fits on three lines of 80 columns, with the aspect first in which most answers differ", () => {
  const aspects = NAMES.map((aspect, index) => ({ aspect, answers: 971, alike: index }));
  const sentence = likenessSentence(aRecord({ likeness: likenessOf(aspects) })) ?? "";
  expect(sentence).toMatch(/ in 107 of 971 answers; the others differ in status \(971\), error \(970\), /);
  expect(sentence.length).toBeLessThanOrEqual(3 * 80 - 10);
});

test("what all answers have is told in the sentence", () => {
  const difference = { at: "x-amzn-requestid", expected: "an id", received: "no header" };
  const likeness = likenessOf([], { everywhere: [{ aspect: "headers", difference, answers: 971 }] });
  expect(likenessSentence(aRecord({ likeness }))).toMatch(
    / in 107 of 971 answers, but for what all have \(headers: x-amzn-requestid: an id, here no header\)$/,
  );
});

test("what could not be compared is told beside what was, on the console and in the summary", () => {
  const record = aRecord({ likeness: likenessOf([], { answers: 21, alike: 7, without: 194 }) });
  const told = /in 7 of 21 answers\b[^]*194 answers of the other record have no twin here/;
  expect(renderConsole(record, { width: 200 })).toMatch(told);
  expect(renderMarkdown(record)).toMatch(told);
});

test("what stands apart is in no sentence, and marked in the summary", () => {
  const aspects = [
    { aspect: "status", answers: 5, alike: 5 },
    { aspect: "other-headers", answers: 5, alike: 0, apart: true },
  ];
  const record = aRecord({ likeness: likenessOf(aspects, { answers: 5, alike: 5 }) });
  expect(likenessSentence(record)).toMatch(/ in 5 of 5 answers$/);
  expect(renderMarkdown(record)).toContain("| `other headers (not counted)` | 0 of 5 |");
});
