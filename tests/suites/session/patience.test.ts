import { describe, expect, test } from "@jest/globals";
import { check } from "#suites/oracles/finding.ts";
import { endOf, RunPatience, type WaitedFor } from "#suites/session/patience.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { aResponse } from "#tests/suites/made-replies.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { SETTINGS, testContext } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const WHOLE = 3_000;
const EVER = Infinity;
const REQUIREMENT = "describe.after-register";
const on = (operation: string): WaitedFor => ({ operation, event: "shows it" });

/** A run at a target that shows each thing so late after it is first asked for, in milliseconds. */
function aRun() {
  const clock = new RecordingClock();
  const target = fakeTarget(() => aResponse({ status: 404, body: {} }), { now: clock.now });
  const context = testContext({ target, clock, settings: { ...SETTINGS, consistencyMs: WHOLE } });
  const began = clock.now();
  /** How long it was waited for, in whole times, and how its requirement was judged. */
  const wait = async (what: WaitedFor, lateMs: number, times = 1) => {
    const session = new CaseSession(context, "case", 1);
    const from = clock.now();
    const holds = (): boolean => clock.now() - from >= lateMs;
    const read = () => session.send({ method: "GET", path: "/clusters", headers: [] }, { purpose: "observed" });
    await session.waitFor(what, { read, holds, times });
    session.judge(REQUIREMENT, check(holds(), "shown", "not shown"), session.lastExchange);
    const waited = Math.round(((clock.now() - from) / WHOLE) * 100) / 100;
    return { waited, verdict: session.judgements.at(-1)?.verdict };
  };
  return { wait, tookS: () => (clock.now() - began) / 1_000 };
}

const several = async <Seen>(count: number, wait: (at: number) => Promise<Seen>): Promise<Seen[]> => {
  const seen: Seen[] = [];
  for (let at = 0; at < count; at += 1) seen.push(await wait(at));
  return seen;
};
const verdictsOf = (seen: readonly { readonly verdict: string | undefined }[]) => [
  ...new Set(seen.map(({ verdict }) => verdict)),
];

describe("patience with a target", () => {
  test("that shows nothing ends soon, and each of its operations has failed for a whole wait", async () => {
    const { wait, tookS } = aRun();
    const seen = await several(30, (at) => several(10, () => wait(on(`Operation${at}`), EVER)));
    expect(seen.map(([first]) => first)).toEqual(Array(30).fill({ waited: 1, verdict: "fail" }));
    expect(verdictsOf(seen.flat())).toEqual(["fail"]);
    // 300 waits of three seconds.
    expect(tookS()).toBeLessThan(160);
  });

  test.each([400, 0.97 * WHOLE])(
    "that shows one kind %d ms late, and another never, is not lost with both",
    async (lateMs) => {
      const { wait } = aRun();
      const [never, late] = [await several(20, () => wait(on("DescribeA"), EVER)), [] as unknown[]];
      for (const { verdict } of await several(200, () => wait(on("DescribeB"), lateMs))) late.push(verdict);
      expect(new Set(late)).toEqual(new Set(["pass"]));
      expect(never.map(({ waited }) => waited).slice(0, 4)).toEqual([1, 0.5, 0.25, 0.1]);
    },
  );

  test("that shows one kind late between waits for another in vain keeps whole waits for the one", async () => {
    const { wait } = aRun();
    const late = await several(60, async () => {
      await wait(on("DescribeA"), EVER);
      return wait(on("DescribeB"), 0.97 * WHOLE);
    });
    expect(verdictsOf(late)).toEqual(["pass"]);
  });

  test("that showed late at first, and never later, is lost within the budget, and then proves nothing", async () => {
    const { wait, tookS } = aRun();
    const early = await several(200, () => wait(on("Describe"), 0.97 * WHOLE));
    expect(verdictsOf(early)).toEqual(["pass"]);
    const began = tookS();
    const later = await several(200, () => wait(on("Describe"), EVER));
    const whole = later.filter(({ waited }) => waited >= 1);
    expect(verdictsOf(whole)).toEqual(["fail"]);
    expect(verdictsOf(later.filter(({ waited }) => waited < 1))).toEqual(["inconclusive"]);
    expect(whole.length).toBeLessThanOrEqual(31);
    expect(tookS() - began).toBeLessThan(120);
    expect(await wait(on("DescribeAnother"), 0.97 * WHOLE)).toMatchObject({ verdict: "pass" });
  });

  test("that shows a kind at once has proved nothing of what comes late", async () => {
    const { wait } = aRun();
    await several(5, () => wait(on("Describe"), 0));
    const later = await several(4, () => wait(on("Describe"), EVER));
    expect(later.map(({ waited }) => waited)).toEqual([1, 0.5, 0.25, 0.1]);
  });

  test("comes back with what shows in a short wait", async () => {
    const { wait } = aRun();
    await several(4, () => wait(on("Describe"), EVER));
    expect(await wait(on("Describe"), 200)).toMatchObject({ verdict: "pass" });
    expect(await wait(on("Describe"), 0.97 * WHOLE)).toMatchObject({ verdict: "pass" });
  });
});

describe("patience with what says that it is under way", () => {
  const lasts = 11;
  const state = (operation: string, kind: string, key: string): WaitedFor => ({
    ...endOf("under way", { kind, operation }),
    about: { key, kind, status: "CREATING" },
  });

  test("has a whole wait once for a kind, and at most a minute in all, however many cases would wait", async () => {
    const { wait, tookS } = aRun();
    expect(await wait(state("CreateA", "a", "a-0"), EVER, lasts)).toEqual({ waited: lasts, verdict: "fail" });
    await several(300, (at) => wait(state(`Operation${at % 7}`, "a", `a-${at + 1}`), EVER, lasts));
    expect(tookS()).toBeLessThan(60);
  });

  test("learns of a server on which nothing of any kind ends within the same minute", async () => {
    const { wait, tookS } = aRun();
    const seen = await several(100, (at) => wait(state(`Create${at % 9}`, `kind-${at % 9}`, `${at}`), EVER, lasts));
    expect(verdictsOf(seen.filter(({ waited }) => waited < lasts))).toContain("inconclusive");
    expect(tookS()).toBeLessThan(60);
  });

  test("waits for another kind as long as its siblings take, and longer", async () => {
    const { wait } = aRun();
    expect(await wait(state("CreateSibling", "sibling", "s"), 20_000, lasts)).toMatchObject({ verdict: "pass" });
    await several(5, (at) => wait(state("CreateA", "a", `a-${at}`), EVER, lasts));
    expect(await wait(state("CreateB", "b", "b"), 30_000, lasts)).toMatchObject({ verdict: "pass" });
  });

  test("does not wait again for one that is in the state still, whatever is asked of it since", async () => {
    const { wait } = aRun();
    await wait(state("CreateA", "a", "a-0"), EVER, lasts);
    expect(await wait(state("UpdateA", "a", "a-0"), EVER, lasts)).toEqual({ waited: 0, verdict: "inconclusive" });
  });
});

describe("what a run learns of waits in vain", () => {
  /** Waits, one after the other, to the end of a whole time each. */
  function learning() {
    const clock = new RecordingClock();
    const patience = new RunPatience(clock, WHOLE);
    const inVain = (operation: string, startedAt = clock.now()): void => {
      if (startedAt === clock.now()) clock.advance(WHOLE);
      patience.inVain(on(operation), startedAt, { ms: WHOLE, isWhole: true, isShort: false });
    };
    return { clock, patience, inVain, share: (operation: string) => patience.spanOf(on(operation), 1).ms / WHOLE };
  }

  test("of those side by side is what one of them tells", () => {
    const { clock, inVain, share } = learning();
    const startedAt = clock.now();
    clock.advance(WHOLE);
    for (let each = 0; each < 5; each += 1) inVain("Describe", startedAt);
    expect(share("Describe")).toBe(0.5);
  });

  test("is that one for a thing is enough, once three were in vain and none brought anything", () => {
    const { inVain, share } = learning();
    inVain("DescribeA");
    inVain("DescribeB");
    expect(share("DescribeA")).toBe(0.5);
    inVain("DescribeC");
    expect(share("DescribeA")).toBe(0.1);
  });

  test("is that it takes three, once another thing showed late", () => {
    const { patience, inVain, share } = learning();
    patience.fruitful(on("DescribeLate"));
    for (const operation of ["DescribeA", "DescribeB", "DescribeC", "DescribeA"]) inVain(operation);
    expect(share("DescribeA")).toBe(0.25);
    inVain("DescribeA");
    expect(share("DescribeA")).toBe(0.1);
  });
});
