import { describe, expect, test } from "@jest/globals";
import {
  afterAttempt,
  closedBreaker,
  seemsSilent,
  type BreakerState,
  type Ending,
} from "#endpoint/pacing/circuit-breaker.ts";

type Step = readonly [ending: Ending, at: number, method?: string, again?: boolean];

function stateAfter(steps: readonly Step[]): BreakerState {
  const seen = steps.map(([ending, at, method = "GET", again = false]) => ({ ending, at, method, again }));
  return seen.reduce(afterAttempt, closedBreaker(0));
}

function reasonAfter(steps: readonly Step[]): string | undefined {
  return stateAfter(steps).open?.reason;
}

function repeated(times: number, everyMs: number, ending: Ending, from = 0): Step[] {
  return Array.from({ length: times }, (_, index) => [ending, from + (index + 1) * everyMs] as const);
}

describe("before anything was answered", () => {
  test("two time-outs are enough", () => {
    expect(reasonAfter(repeated(2, 10_000, "timed out"))).toBe("the endpoint does not answer");
  });

  test("the second may be waited for less long", () => {
    const silent = (steps: readonly Step[]) => seemsSilent(stateAfter(steps), 10_000);
    expect(silent([])).toBe(false);
    expect(silent(repeated(1, 10_000, "timed out"))).toBe(true);
    expect(silent([["answered", 1], ...repeated(1, 10_000, "timed out")])).toBe(false);
  });

  test("one time-out is not", () => {
    expect(reasonAfter(repeated(1, 10_000, "timed out"))).toBeUndefined();
  });

  test("throttling must go on for five seconds", () => {
    expect(reasonAfter(repeated(50, 90, "throttled"))).toBeUndefined();
    expect(reasonAfter(repeated(50, 110, "throttled"))).toBe("the endpoint throttles every request");
  });

  test("503 must come for five seconds", () => {
    expect(reasonAfter(repeated(50, 90, "unavailable"))).toBeUndefined();
    expect(reasonAfter(repeated(50, 110, "unavailable"))).toBe("the endpoint answers every request with 503");
  });

  test("two answers that ask for long pauses are enough", () => {
    expect(reasonAfter(repeated(1, 10_000, "throttled"))).toBeUndefined();
    expect(reasonAfter(repeated(2, 10_000, "throttled"))).toBe("the endpoint throttles every request");
  });

  test("six connections closed are enough", () => {
    expect(reasonAfter(repeated(5, 1, "reset"))).toBeUndefined();
    expect(reasonAfter(repeated(6, 1, "reset"))).toMatch(/closes every connection/);
  });

  test("six bodies too long to be read are enough", () => {
    expect(reasonAfter(repeated(5, 1, "cut off"))).toBeUndefined();
    expect(reasonAfter(repeated(6, 1, "cut off"))).toMatch(/too long to be read/);
  });

  test("connections refused are told by the control, unless more attempts take whole time-outs", () => {
    expect(reasonAfter(repeated(1_000, 10, "refused"))).toBeUndefined();
    expect(reasonAfter(repeated(3, 10_000, "refused"))).toBeUndefined();
    expect(reasonAfter(repeated(4, 5_000, "refused"))).toBe("the endpoint accepts no connections");
  });
});

describe.each(["POST", "DELETE"])("an endpoint that never answers a %s", (method) => {
  const reads: Step[] = [
    ["timed out", 10_000, method],
    ["answered", 10_010],
    ["timed out", 20_000, method],
  ];

  test("is gone after two that timed out", () => {
    expect(reasonAfter(reads)).toBe(`on ${method}, the endpoint does not answer`);
  });

  test("is not, once one was answered", () => {
    expect(reasonAfter([["answered", 1, method], ...reads])).toBeUndefined();
  });
});

test("one that never answers a read is not gone while others are answered", () => {
  const writes: Step[] = [1, 2, 3, 4, 5].flatMap((at) => [
    ["timed out", at * 10_000, "GET"],
    ["answered", at * 10_000 + 10, "POST"],
  ]);
  expect(reasonAfter(writes)).toBeUndefined();
});

describe("after an answer", () => {
  const answered: Step = ["answered", 1_000, "POST"];

  test("a hang on one kind of input is no end while others are answered", () => {
    const waves = [1, 2, 3, 4, 5].flatMap((wave): Step[] => [
      ...repeated(16, 0, "timed out", wave * 10_000),
      ["answered", wave * 10_000 + 5],
    ]);
    expect(reasonAfter([answered, ...waves])).toBeUndefined();
  });

  test("requests that hang twice are one, from the eighth on and thirty-five seconds after the first", () => {
    const hangs = (times: number, at: number, again: boolean): Step[] => [
      ["answered", at - 5],
      ...Array.from({ length: times }, () => ["timed out", at, "POST", again] as const),
    ];
    const once = [answered, ...hangs(8, 11_000, false)];
    const reason = "the endpoint leaves too many requests without an answer";
    expect(reasonAfter([...once, ...hangs(8, 46_000, true)])).toBe(reason);
    expect(reasonAfter([...once, ...hangs(7, 46_000, true)])).toBeUndefined();
    expect(reasonAfter([...once, ...hangs(8, 45_999, true)])).toBeUndefined();
    expect(reasonAfter([...once, ...hangs(8, 45_999, true), ...hangs(1, 46_000, false)])).toBe(reason);
    expect(reasonAfter([...once, ...hangs(80, 46_000, false)])).toBeUndefined();
  });

  test("four time-outs and fifteen seconds of silence are", () => {
    expect(reasonAfter([answered, ...repeated(3, 5_000, "timed out", 1_000)])).toBeUndefined();
    expect(reasonAfter([answered, ...repeated(4, 4_000, "timed out", 1_000)])).toBe("the endpoint does not answer");
  });

  test("four time-outs and nine seconds of silence make the next ones shorter, until something answers", () => {
    const silence = repeated(4, 0, "timed out", 11_000);
    expect(seemsSilent(stateAfter([answered, ...silence]), 11_000)).toBe(true);
    expect(seemsSilent(stateAfter([answered, ...silence.slice(1)]), 11_000)).toBe(false);
    expect(seemsSilent(stateAfter([answered, ...silence, ["answered", 11_001]]), 30_000)).toBe(false);
  });

  test("three answers that ask for long pauses are enough", () => {
    expect(reasonAfter([answered, ...repeated(2, 10_000, "throttled", 1_000)])).toBeUndefined();
    expect(reasonAfter([answered, ...repeated(3, 10_000, "throttled", 1_000)])).toMatch(/throttles/);
  });

  test("four connections that did not come about in whole time-outs are enough, a restart of some seconds is not", () => {
    expect(reasonAfter([answered, ...repeated(4, 5_000, "refused", 1_000)])).toBe(
      "the endpoint accepts no connections",
    );
    expect(reasonAfter([answered, ...repeated(3, 5_000, "refused", 1_000)])).toBeUndefined();
    expect(reasonAfter([answered, ...repeated(23, 500, "refused", 1_000)])).toBeUndefined();
  });

  test("a storm of nine seconds passes, one of ten does not", () => {
    expect(reasonAfter([answered, ...repeated(9, 1_000, "throttled", 1_000)])).toBeUndefined();
    expect(reasonAfter([answered, ...repeated(10, 1_000, "throttled", 1_000)])).toMatch(/throttles/);
  });
});

test("the first reason stays", () => {
  expect(reasonAfter([...repeated(2, 10_000, "timed out"), ["answered", 30_000]])).toBe("the endpoint does not answer");
});

test.each<[Ending, string]>([
  ["throttled", "useless"],
  ["unavailable", "useless"],
  ["timed out", "silent"],
  ["reset", "silent"],
  ["refused", "silent"],
])("an endpoint at which every request ends %s is %s", (ending, cause) => {
  const steps = [["answered", 1] as const, ...repeated(100, 1_000, ending, 1)];
  expect(stateAfter(steps).open?.cause).toBe(cause);
});
