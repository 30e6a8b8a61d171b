import { describe, expect, test } from "@jest/globals";
import {
  AWAITED,
  deregisterOnceShown,
  describeOnceShown,
  describeUntilGone,
} from "#suites/registration/session/steps/consistency.ts";
import { DEPARTING } from "#custody/looking/shown-cluster.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import type { RunContext } from "#suites/registration/session/run-context.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Patch } from "#reference/fault.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { SETTINGS, testContext } from "#tests/suites/test-run.ts";

const WHOLE = 3_000;

interface Setting {
  readonly context: RunContext;
  /** Milliseconds that waiting for one cluster took. */
  readonly waitOf: (wait?: typeof describeOnceShown, tags?: Record<string, string>) => Promise<number>;
}

function setting(script?: Script, patches: readonly Patch[] = []): Setting {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now, patches });
  const context = testContext({ target, clock, settings: { ...SETTINGS, consistencyMs: WHOLE } });
  let cases = 0;
  const waitOf: Setting["waitOf"] = async (wait = describeOnceShown, tags = {}) => {
    cases += 1;
    const session = new CaseSession(context, `case-${cases}`, 1);
    const input: JsonObject = { ...session.registration.minimal(session.salt()), tags };
    await session.register(input);
    const before = clock.naps.length;
    await wait(session, String(input["name"]));
    return clock.naps.slice(before).reduce((sum, nap) => sum + nap, 0);
  };
  return { context, waitOf };
}

const unknown = aResponse({
  status: 404,
  headers: errorHeaders("ResourceNotFoundException"),
  body: { message: "No." },
});
const failure = aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "No." } });
const isDescription = ({ method, path }: { method: string; path: string }) =>
  method === "GET" && path.startsWith("/clusters/");
const findsNothing: Script = (request, _number, work) => (isDescription(request) ? unknown : work());

describe("a registered cluster that must show", () => {
  test("is not waited for where it shows at once", async () => {
    const { waitOf } = setting();
    expect(await waitOf()).toBe(0);
  });

  test.each<[string, Script]>([
    ["an endpoint that knows none", findsNothing],
    ["an endpoint that fails", (request, _number, work) => (isDescription(request) ? failure : work())],
  ])("is waited for the whole time in vain once, and then ever less of it, at %s", async (_what, script) => {
    const { waitOf } = setting(script);
    const waits = [];
    for (let count = 0; count < 8; count += 1) waits.push(Math.round(await waitOf()));
    expect(waits).toEqual([1, 1 / 2, 1 / 4, 1 / 10, 1 / 10, 1 / 10, 1 / 100, 1 / 100].map((share) => share * WHOLE));
  });

  test("is waited for in vain once, however many wait side by side", async () => {
    const { context, waitOf } = setting(findsNothing);
    await Promise.all(Array.from({ length: 6 }, () => waitOf()));
    expect(context.patience.tallyOf(AWAITED.description)).toMatchObject({ inVain: 1 });
  });

  test("is waited for the whole time wherever one showed late", async () => {
    let looks = 0;
    const { context, waitOf } = setting((request, _number, work) =>
      isDescription(request) && (looks += 1) !== 2 ? unknown : work(),
    );
    await waitOf();
    expect(context.patience.tallyOf(AWAITED.description)).toMatchObject({ fruitful: 1, inVain: 0 });
    const waits = [];
    for (let count = 0; count < 7; count += 1) waits.push(await waitOf());
    expect(waits).toEqual(Array<number>(7).fill(WHOLE));
  });

  test("is waited for until its tags show, and in vain a tenth of the time at last", async () => {
    let shows = true;
    const patch: Patch = (to) => ({
      ...to,
      tagsDocument: (tags, view, call) => (shows ? to.tagsDocument(tags, view, call) : {}),
    });
    const { context, waitOf } = setting(
      (request, _number, work) => {
        shows = !isDescription(request);
        return work();
      },
      [patch],
    );
    const tagged = (): Promise<number> => waitOf(describeOnceShown, { first: "tag" });
    const waits = [];
    for (let count = 0; count < 4; count += 1) waits.push(await tagged());
    expect(waits).toEqual([WHOLE, WHOLE / 2, WHOLE / 4, WHOLE / 10]);
    expect(context.patience.tallyOf(AWAITED.description)).toMatchObject({ fruitful: 0, inVain: 4 });
  });

  test("is waited for the whole time after lost replies", async () => {
    const { context, waitOf } = setting((request, _number, work) => (isDescription(request) ? "reset" : work()));
    for (let count = 0; count < 6; count += 1) await waitOf();
    expect(context.patience.tallyOf(AWAITED.description)).toMatchObject({ fruitful: 0, inVain: 0 });
  });

  test("is waited for the whole time once more, for each other thing, where nothing ever showed", async () => {
    const { waitOf } = setting((request, number, work) =>
      request.method === "DELETE" ? unknown : findsNothing(request, number, work),
    );
    for (let count = 0; count < 3; count += 1) await waitOf();
    const waits = [];
    for (let count = 0; count < 3; count += 1) waits.push(Math.round(await waitOf(deregisterOnceShown)));
    expect(waits).toEqual([WHOLE, WHOLE / 10, WHOLE / 10]);
  });

  test("is waited for to be deregistered whatever descriptions find", async () => {
    const { waitOf } = setting((request, number, work) =>
      request.method === "DELETE" ? unknown : findsNothing(request, number, work),
    );
    for (let count = 0; count < 6; count += 1) await waitOf();
    expect(await waitOf(deregisterOnceShown)).toBe(WHOLE);
  });
});

/** Shows a deregistered cluster as DELETING for so many milliseconds. */
function departing(forMs: number): Patch {
  return (behaviours) => {
    const goneAt = new Map<string, number>();
    return {
      ...behaviours,
      removeCluster: ({ name }, { receivedAt }) => void goneAt.set(name, receivedAt + forMs),
      findCluster: (name, call) => {
        const found = behaviours.findCluster(name, call);
        const at = goneAt.get(name);
        if (found === undefined || at === undefined) return found;
        return call.receivedAt < at ? { ...found, status: "DELETING" } : undefined;
      },
    };
  };
}

describe("a cluster that is shown as being deregistered", () => {
  const untilGone: typeof describeUntilGone = async (session, name) => {
    await session.deregister(name);
    return describeUntilGone(session, name);
  };

  test("is waited for longer than a write may take to show, each time where it goes", async () => {
    const { waitOf } = setting(undefined, [departing(2.5 * WHOLE)]);
    for (let count = 0; count < 5; count += 1) {
      const waited = await waitOf(untilGone);
      expect(waited).toBeGreaterThanOrEqual(2.5 * WHOLE);
      expect(waited).toBeLessThan(DEPARTING * WHOLE);
    }
  });

  test("is waited for as long as one may be, once, and ever less of it, where none ever goes", async () => {
    const { waitOf } = setting(undefined, [departing(Infinity)]);
    const waits = [];
    for (let count = 0; count < 3; count += 1) waits.push(Math.round(await waitOf(untilGone)));
    expect(waits[0]).toBe(DEPARTING * WHOLE);
    expect(waits[1]).toBe((DEPARTING * WHOLE) / 10);
  });
});
