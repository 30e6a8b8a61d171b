import { expect, test } from "@jest/globals";
import type { Exchange, FailureKind } from "#protocol/exchange.ts";
import { hangsAlways, type HangsAlways } from "#suites/run/limits/when-to-stop.ts";

const TOO_LONG = { id: "too-long", kind: "boundary", requirements: ["name.max-length"], summary: "" } as const;
const BOTH = { ...TOO_LONG, requirements: ["name.max-length", "name.pattern"] };

interface Seen {
  readonly kind: FailureKind;
  readonly verdict?: "fail" | "inconclusive";
  readonly hurried?: true;
}

function unanswered({ kind, hurried }: Seen): Exchange {
  const request = { method: "POST", path: "/", headers: [], url: "/" };
  return { request, failure: { kind, message: "" }, startedAt: 0, durationMs: 10_000, attempt: 1, hurried };
}

/** After a case; whether it proved a hang. */
function after(seen: Seen): HangsAlways & { readonly proves: boolean } {
  const hanging = hangsAlways();
  const { verdict = "fail" } = seen;
  const judgement = { requirement: "api.answers", verdict, expected: "", received: "", exchange: 0 };
  const proves = hanging.see({ case: TOO_LONG, judgements: [judgement], exchanges: [unanswered(seen)] });
  return { ...hanging, proves };
}

test("one case of a requirement that failed by hanging is enough of them, and no others are affected", () => {
  expect(hangsAlways().has(TOO_LONG)).toBe(false);
  const hung = after({ kind: "timeout" });
  expect(hung.proves).toBe(true);
  expect(hung.has(TOO_LONG)).toBe(true);
  expect(hung.has(BOTH)).toBe(false);
  expect(hung.has({ requirements: [] })).toBe(false);
});

test("so is one that was waited for less long, which proves nothing", () => {
  const hurried = after({ kind: "timeout", verdict: "inconclusive", hurried: true });
  expect(hurried.proves).toBe(false);
  expect(hurried.has(TOO_LONG)).toBe(true);
});

test.each<Seen>([{ kind: "reset" }, { kind: "timeout", verdict: "inconclusive" }])(
  "cases that end at once, or that are not judged, are sent on: %o",
  (seen) => {
    const { proves, has } = after(seen);
    expect(proves).toBe(false);
    expect(has(TOO_LONG)).toBe(false);
  },
);

test("a failure is the hang of the request that it is about, and where it names none, of the last", () => {
  const judged = (exchange?: number) =>
    ({ requirement: "api.answers", verdict: "fail", expected: "", received: "", exchange }) as const;
  const hung = unanswered({ kind: "timeout" });
  const quick = { ...hung, failure: undefined };
  const proves = (exchanges: readonly Exchange[], exchange?: number): boolean =>
    hangsAlways().see({ case: TOO_LONG, judgements: [judged(exchange)], exchanges });
  expect(proves([quick, hung, quick], 1)).toBe(true);
  expect(proves([hung, quick, hung], 1)).toBe(false);
  expect(proves([quick, hung])).toBe(true);
  expect(proves([hung, quick])).toBe(false);
  expect(proves([])).toBe(false);
});
