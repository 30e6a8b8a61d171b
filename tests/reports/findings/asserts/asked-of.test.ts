import { describe, expect, test } from "@jest/globals";
import type { AskedOfAnswer } from "#reports/findings/asserts/asked-of-answer.ts";
import { askedOf } from "#reports/findings/asserts/asked-of.ts";
import { noCaptures } from "#reports/findings/hurl/captures.ts";
import type { HurlText } from "#reports/findings/hurl/hurl-text.ts";
import type { Step } from "#reports/findings/steps/steps.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { Expectation } from "#suites/record/record.ts";
import { aCase, anEvidence, body } from "#tests/reports/producers.ts";

const SCOPE = { region: "us-east-1", service: "eks" };

interface Asking {
  readonly answer?: string;
  readonly status?: number;
  readonly expectation?: Expectation;
  readonly before?: readonly Step[];
}

function asked(
  condition: Condition | undefined,
  { answer = "{}", status = 200, expectation = "must-accept", before = [] }: Asking = {},
) {
  const plain = aCase({ verdict: "fail" }).judgement;
  const judgement = condition === undefined ? plain : { ...plain, condition };
  const step: Step = { number: before.length + 1, evidence: anEvidence({ status, responseBody: body(answer) }) };
  const fresh = { pieces: (text: string): HurlText[] => [text] };
  return askedOf({
    judgement,
    expectation,
    step,
    before,
    fresh,
    captures: noCaptures(),
    scope: SCOPE,
    errorPlace: "header",
  });
}

const answering = (answer: string): Step => ({
  number: 1,
  evidence: anEvidence({ status: 200, responseBody: body(answer) }),
});

describe("what a file asks of the answer that decides", () => {
  test("is a value that is none of those before, where it must be new", () => {
    const before = [answering('{"cluster":{"activationId":"one"}}')];
    expect(asked({ members: [{ at: "/cluster/activationId", fresh: true }] }, { before })).toMatchObject({
      asserts: ["status >= 200", "status < 300", 'jsonpath "$.cluster.activationId" != "{{answer_1_1}}"'],
    });
  });

  test("is nothing where no answer before has what must be new", () => {
    expect(asked({ members: [{ at: "/a", fresh: true }] })).toHaveProperty("untold");
  });

  test("holds of a refusal, too, where one would be as right as a success", () => {
    const members = [{ at: "/a", equals: '"x"', types: ["string"] }];
    const { asserts } = asked({ members }, { expectation: "unspecified", answer: '{"a":"y"}' }) as AskedOfAnswer;
    expect(asserts.every((line) => line.includes(" not "))).toBe(true);
    expect(asked({ members: [{ at: "/a", present: true }] }, { expectation: "unspecified" })).toHaveProperty("untold");
  });

  test.each<[string, Condition | undefined]>([
    ["more than one answer", undefined],
    ["a race", { race: true }],
    ["an object", { answers: [{ from: 200, to: 200 }], members: [{ at: "/a", equals: "{}" }] }],
    ["what the record does not show", { members: [{ at: "/a", equals: '"[redacted 3]"' }] }],
    ["a type, wherever an error may name it", { errorType: "named" }],
    ["a type that somebody made up", { answers: [{ from: 400, to: 400, error: 'a" matches' }] }],
    ["a span of statuses that is none", { answers: [{ from: 150, to: 160 }] }],
    ["a number too long", { members: [{ at: "/a", equals: "1e300" }] }],
  ])("cannot be asked of %s", (_what, condition) => {
    expect(asked(condition, { status: condition?.answers?.[0]?.from === 400 ? 400 : 200 })).toHaveProperty("untold");
  });

  test("is the status alone where the type could be anywhere, and the status is another one", () => {
    const answers = [
      { from: 404, to: 404, error: "X" },
      { from: 200, to: 200 },
    ];
    expect(asked({ answers }, { status: 500 })).toMatchObject({ asserts: ['status toString matches "^(404|200)$"'] });
  });

  test.each([
    [-200_000, ['toInt toString toDate "%s" daysBeforeNow <= 0']],
    [-1_000, undefined],
  ])("is a time in whole days, where it is off by %s seconds", (seconds, ends) => {
    const created = anEvidence().startedAt / 1000 + seconds;
    const found = asked(
      { members: [{ at: "/at", secondsFromNow: { from: -3_540 } }] },
      { answer: `{"at":${created}}` },
    );
    if (ends === undefined) expect(found).toHaveProperty("untold");
    else expect(found).toMatchObject({ asserts: expect.arrayContaining(ends.map((end) => `jsonpath "$.at" ${end}`)) });
  });
});

test.each([
  [200, "must-accept"],
  [400, "must-reject"],
] as const)("a media type is asked of an answer of %s", (status, expectation) => {
  expect(asked({ mediaType: "application/json" }, { status, expectation })).toMatchObject({
    asserts: expect.arrayContaining([String.raw`header "content-type" matches "(?i)^\\s*application/json\\s*(;|$)"`]),
  });
});

test("what an answer gave is that answer's value, though it has a name of the run's in it", () => {
  const arn = "arn:aws:eks:us-east-1:000000000000:thing/ecf-1234567-x/17a";
  const before = [answering(JSON.stringify({ arn }))];
  const members = [{ at: "/arn", equals: JSON.stringify(arn) }];
  expect(asked({ members }, { before, answer: '{"arn":"another"}' })).toMatchObject({
    asserts: expect.arrayContaining(['jsonpath "$.arn" == "{{answer_1_1}}"']),
  });
});

test("nothing is told by a refusal that lacks what a success should show", () => {
  const members = [{ at: "/a", equals: '"x"' }];
  expect(asked({ members }, { status: 409, answer: '{"message":"taken"}' })).toHaveProperty("untold");
});
