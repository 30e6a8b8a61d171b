import { describe, expect, test } from "@jest/globals";
import { type Doubt, NameStates } from "../../../custody/ownership/name-states.ts";
import { emptyTally, type RegistrationParts } from "../../../custody/registering/registration-parts.ts";
import { leaveIfTold, removeOurs } from "../../../custody/removing/remove-ours.ts";
import { TargetGone } from "../../../endpoint/sending/target-gone.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { RecordingClock } from "../../helpers/recording-clock.ts";
import { fakeTarget, type Fate } from "../../suites/fake-target.ts";
import { aReply, aResponse, errorHeaders, STARTED_AT } from "../../suites/made-replies.ts";
import { type Account, account } from "../../suites/test-run.ts";

const PREFIX = "ecf-7-";
const OWN = `${PREFIX}a`;
/** A name that anybody may have. */
const PLAIN = "a";
const TAG = { key: "run", value: "7" };

const UNKNOWN = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });
const NO_SUCH_OPERATION = aResponse({ status: 404, headers: errorHeaders("UnknownOperationException"), body: {} });
const BUSY = aResponse({ status: 503, body: {} });

function shown(name: string, members: JsonObject = {}): Fate {
  return aResponse({ status: 200, body: { cluster: { name, createdAt: STARTED_AT / 1000, ...members } } });
}

interface Answers {
  /** To DescribeCluster, one after the other; the last one from then on. */
  readonly described: readonly Fate[];
  /** To DeregisterCluster. */
  readonly deregistered?: Fate;
}

interface Setting {
  readonly parts: RegistrationParts;
  readonly account: Account;
  /** Methods sent, in order. */
  readonly sent: () => string[];
}

function setting({ described, deregistered = aResponse({ status: 200, body: {} }) }: Answers): Setting {
  let looks = 0;
  const target = fakeTarget(({ method }) => {
    if (method === "DELETE") return deregistered;
    looks += 1;
    return described[Math.min(looks, described.length) - 1] ?? "timeout";
  });
  const ledger = account();
  const clock = new RecordingClock();
  const parts = {
    target,
    cleanUpTarget: target,
    ledger,
    states: new NameStates({ namePrefix: PREFIX, startedAt: STARTED_AT }),
    tally: emptyTally(),
    clock,
    removing: { clock, budgetMs: 0 },
    consistencyMs: 0,
  };
  return { parts, account: ledger, sent: () => target.sent.map(({ method }) => method) };
}

/** Asked for, and registered by an answer's word. */
function alive({ states }: RegistrationParts, name: string): void {
  states.ask(name, undefined);
  states.sentAt(name, STARTED_AT);
  states.alive(name, aReply({ status: 200, body: { cluster: { name } } }));
}

function doubted({ states }: RegistrationParts, name: string, kind: Doubt["kind"] = "lost"): void {
  states.ask(name, undefined);
  states.sentAt(name, STARTED_AT);
  states.doubt(name, { kind, reason: "504" });
}

describe("a cluster that an answer registered", () => {
  test("is deregistered without a look where its name holds the run's id", async () => {
    const { parts, sent } = setting({ described: [BUSY] });
    alive(parts, OWN);
    expect(await removeOurs(parts, [OWN, OWN, "never-asked-for"])).toEqual([]);
    expect(sent()).toEqual(["DELETE"]);
    expect(parts.states.is(OWN, "settled")).toBe(true);
  });

  test("is left where its name is anybody's, and it shows to be somebody else's", async () => {
    const { parts, sent } = setting({ described: [shown(PLAIN, { createdAt: STARTED_AT / 1000 - 86_400 })] });
    alive(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET"]);
    expect(parts.states.get(PLAIN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });

  test("is deregistered where its name is anybody's, and no look says whose it is", async () => {
    const { parts, sent } = setting({ described: [BUSY] });
    alive(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET", "DELETE"]);
  });

  test("is looked for again at the end where its deregistration finds none: reads may be behind", async () => {
    const { parts, account: told } = setting({ described: [BUSY], deregistered: UNKNOWN });
    alive(parts, OWN);
    await removeOurs(parts, [OWN]);
    expect(parts.states.is(OWN, "unproven")).toBe(true);
    expect(told.entries).toEqual([]);
  });
});

describe("a cluster that was left, since it may be somebody else's", () => {
  const older = shown(PLAIN, { createdAt: STARTED_AT / 1000 - 86_400 });

  test("is not deregistered where the next look is not answered", async () => {
    const { parts, sent } = setting({ described: [older, BUSY] });
    alive(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET", "GET"]);
    expect(parts.states.is(PLAIN, "left")).toBe(true);
  });

  test("is not deregistered where no look was ever answered", async () => {
    const { parts, sent } = setting({ described: [BUSY] });
    parts.tally.everAnswered = true;
    doubted(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET", "GET"]);
    expect(parts.states.get(PLAIN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });

  test("is not left any more where it is unknown by now", async () => {
    const { parts, sent } = setting({ described: [older, UNKNOWN] });
    alive(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET", "GET"]);
    expect(parts.states.is(PLAIN, "unproven")).toBe(true);
  });

  test("is deregistered where a look shows that it is ours", async () => {
    const { parts, sent } = setting({ described: [BUSY, shown(PLAIN)] });
    parts.tally.everAnswered = true;
    doubted(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET", "GET", "DELETE"]);
  });

  test("stays so where the access is lost: nobody is told to deregister it", async () => {
    const { parts } = setting({ described: [older] });
    alive(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    const gone = new TargetGone({ cause: "time", reason: "the time is over" });
    const cleanUpTarget = { ...parts.cleanUpTarget, send: () => Promise.reject(gone) };
    await removeOurs({ ...parts, cleanUpTarget }, [PLAIN]);
    expect(parts.states.get(PLAIN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });
});

describe("a cluster in doubt", () => {
  test("that is shown and ours is deregistered, and told of where a failure left it", async () => {
    const { parts } = setting({ described: [shown(OWN)] });
    doubted(parts, OWN, "failed");
    expect(await removeOurs(parts, [OWN])).toEqual([{ name: OWN, answer: "504" }]);
    expect(parts.tally).toMatchObject({ registered: 1, deregistered: 1 });
    expect(parts.states.is(OWN, "unproven")).toBe(true);
  });

  test("whose answer was lost is not told of", async () => {
    const { parts } = setting({ described: [shown(OWN)] });
    doubted(parts, OWN);
    expect(await removeOurs(parts, [OWN])).toEqual([]);
  });

  test("of anybody's name that shows to be somebody else's is neither ours nor left", async () => {
    const { parts, sent, account: told } = setting({ described: [shown(PLAIN)] });
    parts.states.ask(PLAIN, TAG);
    parts.states.doubt(PLAIN, { kind: "failed", reason: "504" });
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET"]);
    expect(told.entries).toEqual([`absent ${PLAIN}`]);
  });

  const older = { createdAt: STARTED_AT / 1000 - 86_400 };

  test("of a name of the run that may be somebody else's is looked at once more before anything is done", async () => {
    const { parts, sent } = setting({ described: [shown(OWN)] });
    parts.states.ask(OWN, TAG);
    parts.states.doubt(OWN, { kind: "failed", reason: "504" });
    await removeOurs(parts, [OWN]);
    await removeOurs(parts, [OWN]);
    expect(sent()).toEqual(["GET", "GET"]);
  });

  test("is deregistered by its own name, which is nobody else's, where a cluster of another name is shown", async () => {
    const { parts, sent, account: told } = setting({ described: [shown("prod", older)] });
    parts.states.ask(OWN, TAG);
    parts.states.doubt(OWN, { kind: "failed", reason: "504" });
    await removeOurs(parts, [OWN]);
    expect(sent()).toEqual(["GET", "DELETE"]);
    expect(told.entries).toEqual([`removed ${OWN}`]);
  });

  test.each<[what: string, described: Fate]>([
    ["without the run's tag", shown(OWN)],
    ["of long before", shown(OWN, { ...older, tags: { run: "7" } })],
  ])("of a name of the run that is shown %s is not touched, and told of as left", async (_what, described) => {
    const { parts, sent, account: told } = setting({ described: [described] });
    parts.states.ask(OWN, TAG);
    parts.states.doubt(OWN, { kind: "failed", reason: "504" });
    await removeOurs(parts, [OWN]);
    expect(sent()).toEqual(["GET"]);
    expect(told.entries).toEqual([]);
    expect(parts.states.get(OWN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });

  test.each<[what: string, described: Fate]>([
    ["a cluster of another name", shown("prod", older)],
    ["a young cluster of another name", shown("prod")],
    ["no cluster", aResponse({ status: 200, body: {} })],
  ])("of anybody's name for which %s is shown is left, and not touched", async (_what, described) => {
    const { parts, sent, account: told } = setting({ described: [described] });
    parts.tally.everAnswered = true;
    doubted(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET"]);
    expect(told.entries).toEqual([]);
    expect(parts.states.get(PLAIN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });

  test.each([
    ["unknown is looked for again at the end", UNKNOWN, "unproven"],
    ["behind a 503 is left", BUSY, "left"],
  ] as const)("of anybody's name that is %s", async (_what, described, state) => {
    const { parts, sent } = setting({ described: [described] });
    parts.tally.everAnswered = true;
    doubted(parts, PLAIN);
    await removeOurs(parts, [PLAIN]);
    expect(sent()).toEqual(["GET"]);
    expect(parts.states.is(PLAIN, state)).toBe(true);
  });

  test.each([
    ["one that a look bears out, at the end too", UNKNOWN, true, ["GET"]],
    ["a look that tells nothing, until the end", BUSY, false, ["GET"]],
    ["a look that tells nothing, at the end no more", BUSY, true, ["GET", "DELETE"]],
    ["a look at an operation that is not there, no more", NO_SUCH_OPERATION, false, ["GET", "DELETE"]],
  ] as const)("for a refusal that is believed: %s", async (_what, described, atEnd, requests) => {
    const { parts, sent } = setting({ described: [described] });
    doubted(parts, OWN, "refused");
    await removeOurs(parts, [OWN], { atEnd });
    expect(sent()).toEqual(requests);
  });
});

describe("what can no longer be asked for", () => {
  const gone = new TargetGone({ cause: "time", reason: "the time is over" });
  const unasked = (error: Error) => {
    const { parts } = setting({ described: [] });
    alive(parts, OWN);
    return { ...parts, cleanUpTarget: { ...parts.cleanUpTarget, send: () => Promise.reject(error) } };
  };

  test("is left, with the reason", async () => {
    const parts = unasked(gone);
    await removeOurs(parts, [OWN]);
    expect(parts.states.get(OWN)).toMatchObject({ state: "left", reason: "the time is over", mayBeTheirs: false });
  });

  test("is no excuse for a bug", async () => {
    const parts = unasked(new Error("a bug"));
    alive(parts, PLAIN);
    await expect(removeOurs(parts, [PLAIN])).rejects.toThrow("a bug");
  });
});

describe("what is in doubt, and cannot be removed, is told of as left", () => {
  test.each([
    ["after a lost answer, where the endpoint ever answered", "lost", { everAnswered: true }, "left"],
    ["not after a lost answer, where nothing ever answered", "lost", { registered: 1 }, "unproven"],
    ["after a refusal, where something was registered", "refused", { registered: 1 }, "left"],
    ["not after a refusal, where nothing was", "refused", { everAnswered: true }, "unproven"],
  ] as const)("%s", (_what, kind, counts, state) => {
    const { parts } = setting({ described: [] });
    Object.assign(parts.tally, counts);
    doubted(parts, OWN, kind);
    leaveIfTold(parts, OWN, "503");
    expect(parts.states.is(OWN, state)).toBe(true);
  });
});
