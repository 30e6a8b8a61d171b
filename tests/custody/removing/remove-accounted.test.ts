import { describe, expect, test } from "@jest/globals";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import type { CreatingCustody } from "#custody/creating/create-named.ts";
import { leaveIfTold, removeAccounted } from "#custody/removing/remove-accounted.ts";
import type { ResourceDoubt } from "#custody/resources/resource-states.ts";
import { TargetGone } from "#endpoint/sending/target-gone.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aReply, aResponse, errorHeaders, STARTED_AT } from "#tests/suites/made-replies.ts";
import { clusterCustody, known } from "#tests/custody/cluster-custody.ts";
import { type Account, account } from "#tests/suites/test-run.ts";

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
  readonly custody: CreatingCustody;
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
  return {
    custody: clusterCustody(target, ledger),
    account: ledger,
    sent: () => target.sent.map(({ method }) => method),
  };
}

/** Names of those that existed although their creation was not answered with success. */
async function remove(custody: CreatingCustody, name: string, atEnd = true): Promise<string[]> {
  const { refusedAs } = await removeAccounted(custody, clusterMade(name), { atEnd });
  return refusedAs === undefined ? [] : [name];
}

/** Asked for, and registered by an answer's word. */
function alive({ account: { states } }: CreatingCustody, name: string): void {
  const made = clusterMade(name);
  states.ask(made);
  states.askedAt(made, { from: STARTED_AT, to: Infinity });
  states.alive(made, aReply({ status: 200, body: { cluster: { name } } }));
}

function doubted({ account: { states } }: CreatingCustody, name: string, kind: ResourceDoubt["kind"] = "lost"): void {
  const made = clusterMade(name);
  states.ask(made);
  states.askedAt(made, { from: STARTED_AT, to: Infinity });
  states.doubt(made, { kind, reason: "504" });
}

function failed({ account: { states } }: CreatingCustody, name: string): void {
  states.ask(clusterMade(name), TAG);
  states.doubt(clusterMade(name), { kind: "failed", reason: "504" });
}

describe("a cluster that an answer registered", () => {
  test("is deregistered without a look where its name holds the run's id", async () => {
    const { custody, sent } = setting({ described: [BUSY] });
    alive(custody, OWN);
    expect(await remove(custody, OWN)).toEqual([]);
    expect(sent()).toEqual(["DELETE"]);
    expect(known(custody, OWN)?.state).toBe("settled");
  });

  test("is left where its name is anybody's, and it shows to be somebody else's", async () => {
    const { custody, sent } = setting({ described: [shown(PLAIN, { createdAt: STARTED_AT / 1000 - 86_400 })] });
    alive(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET"]);
    expect(known(custody, PLAIN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });

  test("is deregistered where its name is anybody's, and no look says whose it is", async () => {
    const { custody, sent } = setting({ described: [BUSY] });
    alive(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET", "DELETE"]);
  });

  test("is looked for again at the end where its deregistration finds none: reads may be behind", async () => {
    const { custody, account: told } = setting({ described: [BUSY], deregistered: UNKNOWN });
    alive(custody, OWN);
    await remove(custody, OWN);
    expect(known(custody, OWN)?.state).toBe("unproven");
    expect(told.entries).toEqual([]);
  });
});

describe("a cluster that was left, since it may be somebody else's", () => {
  const older = shown(PLAIN, { createdAt: STARTED_AT / 1000 - 86_400 });

  test("is not deregistered where the next look is not answered", async () => {
    const { custody, sent } = setting({ described: [older, BUSY] });
    alive(custody, PLAIN);
    await remove(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET", "GET"]);
    expect(known(custody, PLAIN)?.state).toBe("left");
  });

  test("is not deregistered where no look was ever answered", async () => {
    const { custody, sent } = setting({ described: [BUSY] });
    custody.account.everAnswered = true;
    doubted(custody, PLAIN);
    await remove(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET", "GET"]);
    expect(known(custody, PLAIN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });

  test("is not left any more where it is unknown by now", async () => {
    const { custody, sent } = setting({ described: [older, UNKNOWN] });
    alive(custody, PLAIN);
    await remove(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET", "GET"]);
    expect(known(custody, PLAIN)?.state).toBe("unproven");
  });

  test("is deregistered where a look shows that it is ours", async () => {
    const { custody, sent } = setting({ described: [BUSY, shown(PLAIN)] });
    custody.account.everAnswered = true;
    doubted(custody, PLAIN);
    await remove(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET", "GET", "DELETE"]);
  });

  test("stays so where the access is lost: nobody is told to deregister it", async () => {
    const { custody } = setting({ described: [older] });
    alive(custody, PLAIN);
    await remove(custody, PLAIN);
    const gone = new TargetGone({ cause: "time", reason: "the time is over" });
    const cleanUpTarget = { ...custody.cleanUpTarget, send: () => Promise.reject(gone) };
    await remove({ ...custody, cleanUpTarget }, PLAIN);
    expect(known(custody, PLAIN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });
});

describe("a cluster in doubt", () => {
  test("that is shown and ours is deregistered, and told of where a failure left it", async () => {
    const { custody } = setting({ described: [shown(OWN)] });
    doubted(custody, OWN, "failed");
    expect(await remove(custody, OWN)).toEqual([OWN]);
    expect(custody.account.counts).toMatchObject({ created: 1, removed: 1 });
    expect(known(custody, OWN)?.state).toBe("unproven");
  });

  test("whose answer was lost is not told of", async () => {
    const { custody } = setting({ described: [shown(OWN)] });
    doubted(custody, OWN);
    expect(await remove(custody, OWN)).toEqual([]);
  });

  test("of anybody's name that shows to be somebody else's is neither ours nor left", async () => {
    const { custody, sent, account: told } = setting({ described: [shown(PLAIN)] });
    failed(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET"]);
    expect(told.entries).toEqual([`absent ${PLAIN}`]);
  });

  const older = { createdAt: STARTED_AT / 1000 - 86_400 };

  test("of a name of the run that may be somebody else's is looked at once more before anything is done", async () => {
    const { custody, sent } = setting({ described: [shown(OWN)] });
    failed(custody, OWN);
    await remove(custody, OWN);
    await remove(custody, OWN);
    expect(sent()).toEqual(["GET", "GET"]);
  });

  test("is deregistered by its own name, which is nobody else's, where a cluster of another name is shown", async () => {
    const { custody, sent, account: told } = setting({ described: [shown("prod", older)] });
    failed(custody, OWN);
    await remove(custody, OWN);
    expect(sent()).toEqual(["GET", "DELETE"]);
    expect(told.entries).toEqual([`removed ${OWN}`]);
  });

  test.each<[what: string, described: Fate]>([
    ["without the run's tag", shown(OWN)],
    ["of long before", shown(OWN, { ...older, tags: { run: "7" } })],
  ])("of a name of the run that is shown %s is not touched, and told of as left", async (_what, described) => {
    const { custody, sent, account: told } = setting({ described: [described] });
    failed(custody, OWN);
    await remove(custody, OWN);
    expect(sent()).toEqual(["GET"]);
    expect(told.entries).toEqual([`left ${OWN}`]);
    expect(known(custody, OWN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });

  test.each<[what: string, described: Fate]>([
    ["a cluster of another name", shown("prod", older)],
    ["a young cluster of another name", shown("prod")],
    ["no cluster", aResponse({ status: 200, body: {} })],
  ])("of anybody's name for which %s is shown is left, and not touched", async (_what, described) => {
    const { custody, sent, account: told } = setting({ described: [described] });
    custody.account.everAnswered = true;
    doubted(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET"]);
    expect(told.entries).toEqual([`left ${PLAIN}`]);
    expect(known(custody, PLAIN)).toMatchObject({ state: "left", mayBeTheirs: true });
  });

  test.each([
    ["unknown is looked for again at the end", UNKNOWN, "unproven"],
    ["behind a 503 is left", BUSY, "left"],
  ] as const)("of anybody's name that is %s", async (_what, described, state) => {
    const { custody, sent } = setting({ described: [described] });
    custody.account.everAnswered = true;
    doubted(custody, PLAIN);
    await remove(custody, PLAIN);
    expect(sent()).toEqual(["GET"]);
    expect(known(custody, PLAIN)?.state).toBe(state);
  });

  test.each([
    ["one that a look bears out, at the end too", UNKNOWN, true, ["GET"]],
    ["a look that tells nothing, until the end", BUSY, false, ["GET"]],
    ["a look that tells nothing, at the end no more", BUSY, true, ["GET", "DELETE"]],
    ["a look at an operation that is not there, no more", NO_SUCH_OPERATION, false, ["GET", "DELETE"]],
  ] as const)("for a refusal that is believed: %s", async (_what, described, atEnd, requests) => {
    const { custody, sent } = setting({ described: [described] });
    doubted(custody, OWN, "refused");
    await remove(custody, OWN, atEnd);
    expect(sent()).toEqual(requests);
  });
});

describe("what can no longer be asked for", () => {
  const gone = new TargetGone({ cause: "time", reason: "the time is over" });
  const unasked = (error: Error) => {
    const { custody } = setting({ described: [] });
    alive(custody, OWN);
    return { ...custody, cleanUpTarget: { ...custody.cleanUpTarget, send: () => Promise.reject(error) } };
  };

  test("is left, with the reason", async () => {
    const custody = unasked(gone);
    await remove(custody, OWN);
    expect(known(custody, OWN)).toMatchObject({ state: "left", reason: "the time is over", mayBeTheirs: false });
  });

  test("is no excuse for a bug", async () => {
    const custody = unasked(new Error("a bug"));
    alive(custody, PLAIN);
    await expect(remove(custody, PLAIN)).rejects.toThrow("a bug");
  });
});

describe("what is in doubt, and cannot be removed, is told of as left", () => {
  test.each([
    ["after a lost answer, where the endpoint ever answered", "lost", 0, "left"],
    ["not after a lost answer, where nothing ever answered", "lost", 1, "unproven"],
    ["after a refusal, where something was registered", "refused", 1, "left"],
    ["not after a refusal, where nothing was", "refused", 0, "unproven"],
  ] as const)("%s", (_what, kind, created, state) => {
    const { custody } = setting({ described: [] });
    custody.account.everAnswered = created === 0;
    custody.account.counts.created = created;
    doubted(custody, OWN, kind);
    leaveIfTold(custody, clusterMade(OWN), { reason: "503" });
    expect(known(custody, OWN)?.state).toBe(state);
  });
});
