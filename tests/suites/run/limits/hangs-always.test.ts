import { expect, test } from "@jest/globals";
import type { Exchange, FailureKind } from "../../../../protocol/exchange.ts";
import { hangsAlways, type HangsAlways } from "../../../../suites/run/limits/hangs-always.ts";

const TOO_LONG = { id: "too-long", kind: "boundary", requirements: ["name.max-length"], summary: "" } as const;
const BOTH = { ...TOO_LONG, requirements: ["name.max-length", "name.pattern"] };

function unanswered(kind: FailureKind): Exchange {
  const request = { method: "POST", path: "/", headers: [], url: "/" };
  return { request, failure: { kind, message: "" }, startedAt: 0, durationMs: 10_000, attempt: 1 };
}

function after(cases: number, kind: FailureKind, verdict: "fail" | "inconclusive" = "fail"): HangsAlways {
  const hanging = hangsAlways();
  const judgement = { requirement: "api.answers", verdict, expected: "", received: "", exchange: 0 };
  for (let count = 0; count < cases; count += 1)
    hanging.see({ case: TOO_LONG, judgements: [judgement], exchanges: [unanswered(kind)] });
  return hanging;
}

test("one case of a requirement that failed by hanging is enough of them, and no others are affected", () => {
  expect(after(0, "timeout").has(TOO_LONG)).toBe(false);
  expect(after(1, "timeout").has(TOO_LONG)).toBe(true);
  expect(after(1, "timeout").has(BOTH)).toBe(false);
  expect(after(1, "timeout").has({ requirements: [] })).toBe(false);
});

test("cases that end at once, or that are not judged, are sent on", () => {
  expect(after(9, "reset").has(TOO_LONG)).toBe(false);
  expect(after(9, "timeout", "inconclusive").has(TOO_LONG)).toBe(false);
});
