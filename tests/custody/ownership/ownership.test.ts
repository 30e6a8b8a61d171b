import { describe, expect, test } from "@jest/globals";
import { LATEST_MS } from "#custody/ownership/creation-time.ts";
import { givenMark } from "#custody/ownership/marks.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { type Claim, isTheirs, notOurs, showsAnother, whyUntouchable } from "#custody/ownership/ownership.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { anError, aReply, JSON_TYPE, STARTED_AT } from "#tests/suites/made-replies.ts";

const NOW = STARTED_AT / 1000;
/** A name that anybody may have, of which nothing is known. */
const SERVICE = registrationService();
const PLAIN: Claim = {
  service: SERVICE,
  made: { resource: SERVICE.kind, id: "a" },
  times: [{ from: STARTED_AT, to: Infinity }],
  bearsRun: false,
  created: false,
};
const CREATED: Claim = { ...PLAIN, created: true };
const OWN: Claim = { ...PLAIN, bearsRun: true };
const TAG = { key: "run", value: "7" };

interface Shown {
  /** Seconds that the endpoint's Date header is ahead of our clock. */
  readonly ahead?: number;
}

function shown(cluster: JsonObject, { ahead }: Shown = {}): Reply {
  const date = ahead === undefined ? [] : [["Date", new Date(STARTED_AT + ahead * 1000).toUTCString()] as const];
  return aReply({ status: 200, headers: [JSON_TYPE, ...date], body: { cluster: { name: "a", ...cluster } } });
}

const isOurs = (reply: Reply, claim: Claim): boolean => notOurs(reply, claim) === undefined;

describe("by the time of its creation a cluster", () => {
  test.each<[string, JsonObject, boolean]>([
    ["that was made as it was asked for is ours", { createdAt: NOW }, true],
    ["that was made long before is not", { createdAt: NOW - 3_600 }, false],
    ["without one is not", {}, false],
    ["with none that can be is not", { createdAt: 0 }, false],
    ["with one in words that was made as it was asked for is ours", { createdAt: "2026-11-24T12:00:00Z" }, true],
    ["with one in words of no time zone is not", { createdAt: "2026-11-24T12:00:00" }, false],
    ["that was made long before, told in milliseconds, is not", { createdAt: (NOW - 3_600) * 1000 }, false],
    ["that was made long before, told in nanoseconds, is not", { createdAt: (NOW - 3_600) * 1e9 }, false],
  ])("%s", (_what, cluster, ours) => {
    expect(isOurs(shown(cluster), PLAIN)).toBe(ours);
  });

  test.each<[string, JsonObject]>([
    ["without one", {}],
    ["with one in milliseconds", { createdAt: STARTED_AT }],
  ])("%s is ours by an answer's word, by its name, or by its tag", (_what, cluster) => {
    expect(isOurs(shown(cluster), CREATED)).toBe(true);
    expect(isOurs(shown(cluster), OWN)).toBe(true);
    expect(isOurs(shown({ ...cluster, tags: { run: "7" } }), { ...PLAIN, tag: TAG })).toBe(true);
  });

  test("that was made before is not ours, whatever an answer or its name says", () => {
    const older = shown({ createdAt: NOW - 3_600 });
    expect([CREATED, OWN].map((claim) => isOurs(older, claim))).toEqual([false, false]);
    expect(notOurs(older, CREATED)).toBe("it was created at 2026-11-24T11:00:00.000Z, before the run asked for it");
  });

  test.each<[string, number, number | undefined, boolean]>([
    ["within minutes, where the endpoint's clock is unknown", -240, undefined, true],
    ["no longer ago, even so", -360, undefined, false],
    ["within a second, where its clock is known", -1, 0, true],
    ["no longer ago, even so", -10, 0, false],
    ["by the endpoint's clock, which is behind", -600, -600, true],
    ["by the endpoint's clock, which is ahead", 590, 600, false],
  ])("is ours that was made %s", (_what, seconds, ahead, ours) => {
    expect(isOurs(shown({ createdAt: NOW + seconds }, { ahead }), PLAIN)).toBe(ours);
  });

  test("is ours where those certainly ours are dated as it is", () => {
    const behind = shown({ createdAt: NOW - 600 }, { ahead: 0 });
    expect(isOurs(behind, PLAIN)).toBe(false);
    expect(isOurs(behind, { ...PLAIN, createdAhead: -600_000 })).toBe(true);
  });
});

describe("a cluster that was made after the last request for it", () => {
  const times = [{ from: STARTED_AT, to: STARTED_AT + 10_000 + LATEST_MS }];

  test.each<[string, number, number | undefined, boolean]>([
    ["within a minute is ours: the request was carried out late", 65, 0, true],
    ["hours later is not", 3_600, 0, false],
    ["hours later, the endpoint's clock being ahead as much, is ours", 3_600, 3_600, true],
    ["within minutes, where the endpoint's clock is unknown, is ours", 300, undefined, true],
    ["hours later, even so, is not", 3_600, undefined, false],
  ])("%s", (_what, seconds, ahead, ours) => {
    for (const claim of [PLAIN, CREATED]) {
      const reply = shown({ createdAt: NOW + seconds }, { ahead });
      expect(isOurs(reply, { ...claim, times })).toBe(ours);
    }
  });

  test("is ours whenever it was made, where its name holds the run's id", () => {
    expect(isOurs(shown({ createdAt: NOW + 86_400 }, { ahead: 0 }), OWN)).toBe(true);
  });

  test("is told of with both times", () => {
    const later = shown({ createdAt: NOW + 3_600 }, { ahead: 0 });
    expect(notOurs(later, { ...PLAIN, times })).toBe(
      "it was created at 2026-11-24T13:00:00.000Z, long after the run asked for it",
    );
  });
});

describe("by its tag a cluster", () => {
  const claim = { ...CREATED, tag: TAG };

  test.each<[string, JsonObject, boolean]>([
    ["that has the run's is ours", { tags: { run: "7", more: "x" } }, true],
    ["that has another run's is not", { tags: { run: "8" } }, false],
    ["that has others is not", { tags: { more: "x" } }, false],
    ["that shows none is not", {}, false],
    ["whose tags are a list is not", { tags: [] }, false],
  ])("%s", (_what, cluster, ours) => {
    expect(isOurs(shown({ createdAt: NOW, ...cluster }), claim)).toBe(ours);
  });

  test("is not asked for one that the request did not bear", () => {
    expect(isOurs(shown({ createdAt: NOW, tags: { run: "8" } }), CREATED)).toBe(true);
  });
});

describe("by its activation a cluster", () => {
  const showing = (activationId: string): JsonObject => ({ createdAt: NOW, connectorConfig: { activationId } });
  const mark = givenMark(registrationService().kind, showing("one"));

  test("of a plain name is another's where it has another one", () => {
    expect(isOurs(shown(showing("one")), { ...CREATED, given: mark })).toBe(true);
    expect(isOurs(shown(showing("two")), { ...CREATED, given: mark })).toBe(false);
  });

  test("is ours where it shows none, or has a name of the run", () => {
    expect(isOurs(shown({ createdAt: NOW }), { ...CREATED, given: mark })).toBe(true);
    expect(isOurs(shown(showing("two")), { ...OWN, given: mark })).toBe(true);
  });
});

describe("a cluster whose name is not written as it was sent", () => {
  const spaced = { name: "a ", createdAt: NOW, connectorConfig: { activationId: "one" } };
  const mark = givenMark(registrationService().kind, spaced);

  test("is ours where it has the activation that the run was given", () => {
    expect(isOurs(shown(spaced), { ...CREATED, given: mark })).toBe(true);
    expect(isOurs(shown(spaced), { ...CREATED, given: mark, tag: TAG })).toBe(false);
  });

  test("is not where it has another activation, or the run was given none", () => {
    expect(isOurs(shown({ ...spaced, connectorConfig: { activationId: "two" } }), { ...CREATED, given: mark })).toBe(
      false,
    );
    expect(isOurs(shown({ ...spaced, connectorConfig: {} }), { ...CREATED, given: mark })).toBe(false);
    expect(isOurs(shown(spaced), CREATED)).toBe(false);
  });
});

describe("an answer about a name", () => {
  const older = { createdAt: NOW - 3_600 };

  test.each<[string, JsonObject, Claim, boolean]>([
    ["that shows somebody else's cluster of the very name proves it", older, PLAIN, true],
    ["that shows ours does not", { createdAt: NOW }, PLAIN, false],
    ["that shows a cluster of another name does not", { ...older, name: "prod" }, PLAIN, false],
    ["that shows a cluster without a name does not", { ...older, name: null }, PLAIN, false],
    ["that holds the run's id does not: such marks may be wrong", older, OWN, false],
  ])("%s", (_what, cluster, claim, proves) => {
    expect(isTheirs(shown(cluster), claim)).toBe(proves);
  });

  test("shows no cluster of ours where the cluster shown has another name", () => {
    const another = shown({ name: "prod", createdAt: NOW });
    expect([PLAIN, CREATED, OWN].map((claim) => isOurs(another, claim))).toEqual([false, false, false]);
  });

  test("proves nothing where it shows no cluster, or is none", () => {
    expect(isTheirs(aReply({ status: 200, body: {} }), PLAIN)).toBe(false);
    expect(isTheirs(aReply({ status: 500, body: { cluster: { name: "a", ...older } } }), PLAIN)).toBe(false);
  });
});

describe("an answer that shows no cluster", () => {
  test.each<[string, Reply]>([
    ["a refusal", anError(404, "ResourceNotFoundException")],
    ["a success without one", aReply({ status: 200, body: {} })],
    ["a refusal with one", aReply({ status: 500, body: { cluster: { createdAt: NOW } } })],
  ])("%s, leaves it to the name, or to an earlier answer", (_what, reply) => {
    expect([PLAIN, CREATED, OWN].map((claim) => isOurs(reply, claim))).toEqual([false, true, true]);
  });
});

describe("a look before the first request for a plain name", () => {
  const other = givenMark(registrationService().kind, { connectorConfig: { activationId: "one" } });

  test.each<[string, JsonObject, Partial<Claim>, boolean]>([
    ["that showed it taken, and no time says that it is a new one", {}, { beforehand: "taken" }, true],
    ["that showed it taken, and it was made since", { createdAt: NOW }, { beforehand: "taken" }, false],
    ["that showed it free, whatever its time", { createdAt: NOW - 3_600 }, { beforehand: "free" }, false],
    ["that nobody had, and it shows nothing that tells", {}, {}, false],
    ["that nobody had, and it has another run's tag", { createdAt: NOW, tags: { run: "8" } }, { tag: TAG }, true],
    [
      "that nobody had, and it has another activation",
      { createdAt: NOW, connectorConfig: { activationId: "two" } },
      { given: other },
      true,
    ],
  ])("%s: it is another's: %j, %j, %s", (_what, cluster, parts, theirs) => {
    expect(isTheirs(shown(cluster), { ...PLAIN, ...parts })).toBe(theirs);
  });
});

describe("nobody may touch", () => {
  const older = { createdAt: NOW - 3_600 };
  const another = shown({ ...older, name: "prod" });
  const none = anError(404, "ResourceNotFoundException");

  test.each<[string, Reply, Claim, boolean, boolean]>([
    ["what has the name and was made before", shown(older), PLAIN, true, true],
    ["that, though its name holds the run's id", shown(older), OWN, true, true],
    ["what is not shown under a plain name", none, PLAIN, true, false],
    ["what is shown under another name in place of a plain one", another, PLAIN, true, false],
    ["but what has the name and was made in time", shown({ createdAt: NOW }), PLAIN, false, false],
    ["but what is not shown under a name of the run", none, OWN, false, false],
    ["but what has a name of the run, where another is shown", another, OWN, false, false],
  ])("%s", (_what, described, claim, untouchable, isAnother) => {
    expect(whyUntouchable(described, claim) !== undefined).toBe(untouchable);
    expect(showsAnother(described, claim)).toBe(isAnother);
  });
});
