import { expect, test } from "@jest/globals";
import { createRedactor } from "../../../../endpoint/redact.ts";
import type { RunEvent } from "../../../../suites/record/events.ts";
import { redactedEvent } from "../../../../suites/run/collecting/redacted-event.ts";

const SECRET = "a-secret-that-was-told";
const operation = { id: "ListClusters", method: "GET", path: "/clusters", verdict: "not-implemented" } as const;
const ended = { type: "ended", endedAt: "", durationMs: 1, interrupted: false } as const;
const traffic = { requests: 0, cases: 0, retries: 0, throttled: 0, lostReplies: 0, latency: [], perSecond: [] };

test.each<[string, RunEvent]>([
  ["an operation's absence", { type: "operation", operation: { ...operation, reason: SECRET } }],
  ["a stop", { type: "idle", verdict: "inconclusive", reason: `it answered ${SECRET}`, requirements: [1] }],
  [
    "a cluster left",
    { ...ended, traffic, clusters: { registered: 1, deregistered: 0, left: [{ name: "n", reason: SECRET }] } },
  ],
])("the reason of %s says no secret again", (_what, event) => {
  const redactor = createRedactor({ secrets: [SECRET] });
  expect(JSON.stringify(event)).toContain(SECRET);
  expect(JSON.stringify(redactedEvent(event, redactor))).not.toContain(SECRET);
});
