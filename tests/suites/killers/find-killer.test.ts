import { describe, expect, test } from "@jest/globals";
import { findKiller } from "#suites/killers/find-killer.ts";
import { InFlight } from "#suites/killers/in-flight.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aReply } from "#tests/suites/made-replies.ts";

const ANSWER: Fate = aReply({ status: 200 }).exchange.response ?? "reset";
const get = (path: string): WireRequest => ({ method: "GET", path, headers: [] });
const SUSPECTS = ["/a", "/b", "/c"].map(get);

/** Dies of one path; comes back after so many requests that found nobody. */
function mortal(deadly: string, backAfter: number) {
  let missed = 0;
  let dead = true;
  return fakeTarget(({ path }) => {
    if (dead) {
      missed += 1;
      dead = missed < backAfter;
      return "refused";
    }
    if (path !== deadly) return ANSWER;
    [dead, missed] = [true, 0];
    return "reset";
  });
}

const search = (target: ReturnType<typeof fakeTarget>) =>
  findKiller(SUSPECTS, { target, clock: new RecordingClock(), budgetMs: 3_000 });

describe("an endpoint that died", () => {
  test("and comes back is sent each suspect alone, until it dies of one", async () => {
    const target = mortal("/b", 3);
    expect((await search(target))?.request.path).toBe("/b");
    expect(target.log).not.toContain("GET /c");
  });

  test("and stays away is sent no suspect", async () => {
    const target = mortal("/b", Infinity);
    expect(await search(target)).toBeUndefined();
    expect(target.log).not.toContain("GET /a");
  });

  test("of none of them is blamed on none", async () => {
    expect(await search(mortal("/x", 3))).toBeUndefined();
  });

  test("is not blamed on a request when there is no time left to look whether it died", async () => {
    const clock = new RecordingClock();
    const target = fakeTarget(async ({ path }) => {
      if (path !== "/b") return ANSWER;
      await clock.sleep(3_000);
      return "timeout";
    });
    expect(await findKiller(SUSPECTS, { target, clock, budgetMs: 3_000 })).toBeUndefined();
    expect(target.log.at(-1)).toBe("GET /b");
  });

  test("is not blamed on a request that is lost alone", async () => {
    const target = fakeTarget(({ path }) => (path === "/b" ? "reset" : ANSWER));
    expect(await search(target)).toBeUndefined();
  });
});

describe("the requests under way", () => {
  /** Answers, or loses, in the order told. */
  function held() {
    const waiting = new Map<string, (fate: Fate) => void>();
    const target = fakeTarget(({ path }) => new Promise<Fate>((resolve) => waiting.set(path, resolve)));
    const inFlight = new InFlight();
    const followed = inFlight.followed(target);
    const sent = new Map<string, Promise<unknown>>();
    const send = (path: string, opens = false): void =>
      void sent.set(path, followed.send(get(path), { step: { caseId: "case", opens } }));
    const end = async (path: string, fate: Fate): Promise<void> => {
      waiting.get(path)?.(fate);
      await sent.get(path);
    };
    return { send, end, suspects: () => inFlight.suspects().map(({ request }) => request.path) };
  }

  test("are told with those first that open a case", async () => {
    const { send, end, suspects } = held();
    send("/a");
    send("/b", true);
    await end("/a", "reset");
    expect(suspects()).toEqual(["/b", "/a"]);
  });

  test("when the first was lost are suspects, those answered and those sent later are not", async () => {
    const { send, end, suspects } = held();
    for (const path of ["/a", "/b", "/c"]) send(path);
    await end("/a", ANSWER);
    await end("/b", "reset");
    send("/d");
    await end("/d", "refused");
    await end("/c", "reset");
    expect(suspects()).toEqual(["/b", "/c"]);
  });

  test("before an answer to a later request are none", async () => {
    const { send, end, suspects } = held();
    send("/a");
    await end("/a", "timeout");
    send("/b");
    await end("/b", ANSWER);
    expect(suspects()).toEqual([]);
  });
});
