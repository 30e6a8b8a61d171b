import { expect, test } from "@jest/globals";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import type { RunEvent } from "#suites/record/events.ts";
import type { Judgement } from "#suites/record/record.ts";
import { redactedEvent } from "#suites/run/open-run.ts";
import { aCase, anEvidence } from "#tests/reports/producers.ts";

const SECRET = "a-secret-that-was-told";
const operation = { id: "ListClusters", method: "GET", path: "/clusters", verdict: "not-implemented" } as const;
const ended = { type: "ended", endedAt: "", durationMs: 1, interrupted: false } as const;
const traffic = { requests: 0, cases: 0, retries: 0, throttled: 0, lostReplies: 0, latency: [], perSecond: [] };

const PAIR = { expected: "1", received: "2" };
const RECIPE = { kind: "k", id: "i", idAt: {}, fixed: false, operation: "Make", made: anEvidence() };

function caseOf(judged: Partial<Judgement>): RunEvent {
  const result = aCase();
  const kept = [[0, { ...result, judgement: { ...result.judgement, ...judged } }]] as const;
  return { type: "case", id: "c", kind: "boundary", verdict: "fail", ms: 1, requests: 1, tally: [], kept };
}

test.each<[string, RunEvent]>([
  ["an operation's absence", { type: "operation", operation: { ...operation, reason: SECRET } }],
  ["a stop", { type: "idle", verdict: "inconclusive", reason: `it answered ${SECRET}`, requirements: [1] }],
  [
    "a cluster left",
    { ...ended, traffic, clusters: { registered: 1, deregistered: 0, left: [{ name: "n", reason: SECRET }] } },
  ],
  ["a member whose name is the secret", caseOf({ differences: [{ at: `/cluster/tags/${SECRET}`, ...PAIR }] })],
  ["the values that differ", caseOf({ differences: [{ at: "/a", expected: "1", received: `"${SECRET}"` }] })],
  ["what would have met a requirement", caseOf({ condition: { members: [{ at: "/x", equals: SECRET }] } })],
  ["the words of a judgement", caseOf({ received: `400 ${SECRET}` })],
  ["a smaller request", { type: "reduced", requirement: 0, result: aCase({ summary: `sent ${SECRET}` }) }],
  ["a recipe", { type: "recipe", recipe: { ...RECIPE, id: SECRET } }],
])("%s says no secret again", (_what, event) => {
  const redactor = createRedactor({ secrets: [SECRET] });
  expect(JSON.stringify(event)).toContain(SECRET);
  expect(JSON.stringify(redactedEvent(event, redactor))).not.toContain(SECRET);
});

test("a secret with a slash is found in a pointer, where it stands escaped", () => {
  const redactor = createRedactor({ secrets: ["wJalrXUtnFEMI/K7MDENG"] });
  const event = caseOf({ differences: [{ at: "/cluster/tags/wJalrXUtnFEMI~1K7MDENG", ...PAIR }] });
  expect(JSON.stringify(redactedEvent(event, redactor))).not.toContain("K7MDENG");
});

test("what is left keeps its name and the command for it, although the name was given out as a secret", () => {
  const left = [{ name: "ecf-left-1", reason: "ecf-left-1 is there", command: "remove ecf-left-1" }];
  const event: RunEvent = { ...ended, traffic, clusters: { registered: 1, deregistered: 0, left } };
  expect(redactedEvent(event, createRedactor({ secrets: ["ecf-left-1"] }))).toMatchObject({
    clusters: {
      left: [{ name: "ecf-left-1", command: "remove ecf-left-1", reason: expect.stringMatching(/^\[redacted/) }],
    },
  });
});

test("an event without secrets stays as it is", () => {
  const event = caseOf({ differences: [{ at: "/cluster/tags/a~1b", ...PAIR }] });
  expect(redactedEvent(event, createRedactor({ secrets: [SECRET] }))).toEqual(event);
});
