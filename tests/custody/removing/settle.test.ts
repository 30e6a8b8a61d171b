import { registrationService } from "#spec/registration/registration-service.ts";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { clustersIn, removeClusters, settledClusters } from "#tests/custody/keepers.ts";
import { describe, expect, test } from "@jest/globals";
import { keepCreating, type CreatingKeeper } from "#custody/creating/creating-keeper.ts";
import { DEPARTING } from "#custody/looking/shown-cluster.ts";
import { TargetGone } from "#endpoint/sending/target-gone.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import type { Patch } from "#reference/fault.ts";
import { READ_LAG_VARIANTS } from "#reference/variants/read-lag.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Fate, type Script } from "#tests/suites/fake-target.ts";
import { aReply, aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { account } from "#tests/suites/test-run.ts";

const PREFIX = "ecf-7-";
const CONSISTENCY_MS = 200;
/** More than the reads of the variants are behind. */
const A_WHILE_MS = 100;
const BEHIND = READ_LAG_VARIANTS.slice(0, 1).map(({ patch }) => patch);

interface Setting {
  readonly clock: RecordingClock;
  readonly registrations: CreatingKeeper;
  readonly log: readonly string[];
  readonly asked: readonly { readonly method: string; readonly fresh: boolean }[];
  /** Registers it, and lets so much time pass that every read shows it. */
  create(name: string, given?: { readonly mustBeAccepted: boolean }): Promise<void>;
}

interface Lateness {
  /** What appears late is waited for no more, as soon after an interruption. */
  readonly isOver?: boolean;
  readonly goesOn?: () => void;
}

/** `absent`: takes the names that the journal closes. */
function setting(
  patches: readonly Patch[],
  script: Script = (_request, _number, work) => work(),
  absent: string[] = [],
  { isOver = false, goesOn }: Lateness = {},
): Setting {
  const clock = new RecordingClock();
  const { now, epoch } = clock;
  const asked: Setting["asked"][number][] = [];
  const noting: Script = (request, number, work, options) => {
    asked.push({ method: request.method, fresh: options?.fresh === true });
    return script(request, number, work, options);
  };
  const target = fakeTarget(noting, { now: clock.now, patches });
  const registrations = keepCreating({
    service: registrationService(),
    target,
    cleanUpTarget: target,
    ledger: { ...account(), note: ({ id }, state) => void (state === "absent" && absent.push(id ?? "")) },
    namePrefix: PREFIX,
    clock: isOver ? { now, epoch, sleep: () => Promise.resolve() } : clock,
    removing: { clock, budgetMs: 0, goesOn },
    consistencyMs: CONSISTENCY_MS,
  });
  const create: Setting["create"] = async (name, given) => {
    const input = { name, connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "OTHER" } };
    const request = encodeInput(register, input);
    if (request === undefined) throw new Error("the input does not fit into a request");
    await registrations.create(request, { case: "c", ...clustersIn(JSON.stringify(input)), ...given });
    clock.advance(A_WHILE_MS);
  };
  return { clock, registrations, log: target.log, asked, create };
}

test("a cluster that reads go on showing for a while after its removal is not left behind", async () => {
  const { registrations, create, clock, log } = setting(BEHIND);
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  expect(await settledClusters(registrations)).toEqual([]);
  expect(clock.naps).toEqual([CONSISTENCY_MS]);
  expect(log.filter((line) => line.startsWith("DELETE"))).toHaveLength(1);
});

test("a cluster that the list names, and that no request finds, is left, and its name stays in the journal", async () => {
  const unknown = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: { message: "" } });
  const absent: string[] = [];
  const { registrations, create } = setting(
    [],
    (request, _n, work) => (isAboutOne(request) ? unknown : work()),
    absent,
  );
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  const reason = "it was made, and the list names it still, although no request finds it";
  expect(await settledClusters(registrations)).toMatchObject([{ name: `${PREFIX}a`, reason }]);
  expect(absent).toEqual([]);
});

test("one whose removal was answered is gone, whatever an old list says", async () => {
  let listed: WireResponse | undefined;
  const stale: Script = async (request, _n, work) => {
    if (request.method !== "GET" || !request.path.startsWith("/clusters?")) return work();
    return (listed ??= await work());
  };
  const { registrations, create } = setting([], stale);
  await create(`${PREFIX}a`);
  await create(`${PREFIX}b`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  await settledClusters(registrations);
  expect(listed).toBeDefined();
  expect(registrations.unremovable()).toBe(0);
});

const isAboutOne = ({ method, path }: WireRequest): boolean =>
  method === "DELETE" || (method === "GET" && /^\/clusters\/[^?]/.test(path));

/** Shows a deregistered cluster as DELETING for so many milliseconds. */
function departing(forMs: number): Patch {
  let goneAt = Infinity;
  return (behaviours) => ({
    ...behaviours,
    removeCluster: (cluster, { state, receivedAt }) => {
      goneAt = receivedAt + forMs;
      state.clusters.set(cluster.name, { ...cluster, status: "DELETING" });
    },
    findCluster: (name, call) => (call.receivedAt < goneAt ? behaviours.findCluster(name, call) : undefined),
    visibleClusters: (call) => (call.receivedAt < goneAt ? behaviours.visibleClusters(call) : []),
  });
}

describe("one whose departure the target shows", () => {
  const departed = async (forMs: number, deregister: (made: Setting) => Promise<unknown>) => {
    const made = setting([departing(forMs)]);
    await made.create(`${PREFIX}a`);
    await deregister(made);
    const left = await settledClusters(made.registrations);
    return { left, removals: made.log.filter((line) => line.startsWith("DELETE")).length };
  };
  const byTheRun = ({ registrations }: Setting) => removeClusters(registrations, [`${PREFIX}a`]);

  test("is waited for longer than a write may take to show", async () => {
    expect(await departed(3 * CONSISTENCY_MS, byTheRun)).toEqual({ left: [], removals: 1 });
  });

  test("is waited for, and not looked for again and again, after an interruption as well", async () => {
    let signs = 0;
    const made = setting([departing(3 * CONSISTENCY_MS)], undefined, [], {
      isOver: true,
      goesOn: () => void (signs += 1),
    });
    await made.create(`${PREFIX}a`);
    await byTheRun(made);
    expect(await settledClusters(made.registrations)).toEqual([]);
    expect(signs).toBeGreaterThan(0);
    expect(made.log.filter((line) => line.startsWith("GET"))).not.toHaveLength(0);
    expect(made.log.length).toBeLessThan(20);
  });

  test("and that does not come to an end is left, and nothing more is asked for", async () => {
    const { left, removals } = await departed(Infinity, byTheRun);
    expect(left).toMatchObject([{ name: `${PREFIX}a`, reason: "it was removed, and is shown as DELETING still" }]);
    expect(removals).toBe(1);
  });
});

test("once some have had the time to go and are still there, the others are not waited for", async () => {
  const { registrations, create, clock } = setting([departing(Infinity)]);
  const names = Array.from({ length: 12 }, (_, at) => `${PREFIX}${at}`);
  for (const name of names) await create(name);
  await removeClusters(registrations, names.slice(0, 6));
  clock.advance(DEPARTING * CONSISTENCY_MS);
  await removeClusters(registrations, names.slice(6));
  const before = clock.now();
  expect(await settledClusters(registrations)).toHaveLength(names.length);
  expect(clock.now()).toBe(before);
});

test("nor is one that was in doubt", async () => {
  const { registrations, create, log } = setting(BEHIND, async (request, _number, work) => {
    const answer = await work();
    return request.method === "POST" ? "reset" : answer;
  });
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  expect(await settledClusters(registrations)).toEqual([]);
  expect(log.filter((line) => line.startsWith("DELETE"))).toHaveLength(1);
});

test("where a page answers every request, a removal that succeeds settles what a lost reply left in doubt", async () => {
  const page = aResponse({ status: 200, headers: [["content-type", "text/html"]], text: "<h1>It works!</h1>" });
  let lost = false;
  const { registrations, create, log } = setting([], ({ method }) => {
    if (method !== "POST" || lost) return page;
    lost = true;
    return "reset";
  });
  for (const name of [`${PREFIX}a`, `${PREFIX}b`]) await create(name);
  expect(await settledClusters(registrations)).toEqual([]);
  expect(log).toContain(`DELETE /cluster-registrations/${PREFIX}a`);
});

test("what was refused, and no look shows whose it is, is looked for again before it is removed", async () => {
  let isBlind = true;
  const conflict = aResponse({
    status: 409,
    headers: errorHeaders("ResourceInUseException"),
    body: { message: "No." },
  });
  const { registrations, create, log } = setting([], async (request, _number, work) => {
    if (request.method === "GET" && isBlind) return aResponse({ status: 500, body: {} });
    const answer = await work();
    return request.method === "POST" ? conflict : answer;
  });
  await create(`${PREFIX}a`, { mustBeAccepted: true });
  expect(await removeClusters(registrations, [`${PREFIX}a`])).toEqual([]);
  expect(log.filter((line) => line.startsWith("DELETE"))).toEqual([]);
  isBlind = false;
  expect(await settledClusters(registrations)).toEqual([]);
  expect(log.filter((line) => line.startsWith("DELETE"))).toHaveLength(1);
});

test("what was refused, and is shown as departing although nobody asked for that, is removed", async () => {
  const conflict = aResponse({
    status: 409,
    headers: errorHeaders("ResourceInUseException"),
    body: { message: "No." },
  });
  const { registrations, create, log } = setting([], async (request, _number, work) => {
    const { body, ...answer } = await work();
    if (request.method === "POST") return conflict;
    const text = new TextDecoder().decode(body).replace(/"status":"[A-Z]+"/, '"status":"DELETING"');
    return { ...answer, body: new TextEncoder().encode(text) };
  });
  await create(`${PREFIX}a`, { mustBeAccepted: true });
  expect(await settledClusters(registrations)).toEqual([]);
  expect(log.filter((line) => line.startsWith("DELETE"))).toHaveLength(1);
});

test("what the run ends with is asked on connections of its own", async () => {
  const { registrations, create, asked } = setting([]);
  await create(`${PREFIX}a`);
  const before = asked.length;
  await settledClusters(registrations);
  const looks = asked.slice(before).filter(({ method }) => method === "GET");
  expect(looks.length).toBeGreaterThan(0);
  expect(looks.filter(({ fresh }) => !fresh)).toEqual([]);
});

test("no time is lost where the list names none of the clusters that are gone", async () => {
  const { registrations, create, clock } = setting([]);
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  expect(await settledClusters(registrations)).toEqual([]);
  expect(clock.naps).toEqual([]);
});

test("clusters that are only said to be removed are left behind, and not waited for one by one", async () => {
  const { registrations, create, clock } = setting([
    (behaviours) => ({ ...behaviours, removeCluster: () => undefined }),
  ]);
  const names = Array.from({ length: 200 }, (_, index) => `${PREFIX}${index}`);
  for (const name of names) await create(name);
  await removeClusters(registrations, names);
  const before = clock.now();
  const left = await settledClusters(registrations);
  expect(left.map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(clock.now() - before).toBeLessThanOrEqual(3 * CONSISTENCY_MS);
});

/** Answers no deregistration; whether it is carried out all the same. */
const unansweredRemovals =
  (carriedOut: boolean): Script =>
  async (request, _number, work) => {
    if (request.method !== "DELETE") return work();
    if (carriedOut) await work();
    return "timeout";
  };

test("a cluster is not left behind whose removal nobody answered, once nothing knows it any more", async () => {
  const { registrations, create, log } = setting([], unansweredRemovals(true));
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  expect(registrations.unremovable()).toBe(1);
  const removals = log.filter((line) => line.startsWith("DELETE")).length;
  expect(await settledClusters(registrations)).toEqual([]);
  expect(log.filter((line) => line.startsWith("DELETE"))).toHaveLength(removals);
});

test("nor is one whose removal the end of the run cut off", async () => {
  let cutOff = false;
  const { registrations, create } = setting([], async (request, _number, work) => {
    if (request.method !== "DELETE") return work();
    await work();
    if (!cutOff) return "timeout";
    throw new TargetGone({ cause: "silent", reason: "gone" });
  });
  await create(`${PREFIX}a`);
  cutOff = true;
  expect(await settledClusters(registrations)).toEqual([]);
});

test("it is left, and told of, where it is still known", async () => {
  const { registrations, create } = setting([], unansweredRemovals(false));
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  expect(await settledClusters(registrations)).toMatchObject([{ name: `${PREFIX}a` }]);
});

test("a refusal of the removal is believed, whatever a look says", async () => {
  const { registrations, create } = setting([], async (request, _number, work) => {
    const answer = await work();
    return request.method === "DELETE" ? (aReply({ status: 403 }).exchange.response ?? "reset") : answer;
  });
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  expect(await settledClusters(registrations)).toMatchObject([{ name: `${PREFIX}a` }]);
});

/** Answers registrations with a name that the run never sent. */
const renaming: Script = async (request, _number, work) => {
  const answer = await work();
  if (request.method !== "POST" || typeof answer === "string") return answer;
  return aResponse({ status: 200, body: { cluster: { name: `${PREFIX}other` } } });
};

test("a name that an answer made up is of no account once nothing has it", async () => {
  const { registrations, create } = setting([], renaming);
  await create(`${PREFIX}a`);
  expect(registrations.unremovable()).toBe(1);
  await removeClusters(registrations, [`${PREFIX}a`]);
  expect(await settledClusters(registrations)).toEqual([]);
});

test("and is told of, and not removed, as long as something has it", async () => {
  const { registrations, create, log } = setting([], async (request, number, work, options) =>
    request.path.endsWith("other")
      ? aResponse({ status: 200, body: { cluster: { name: `${PREFIX}other` } } })
      : renaming(request, number, work, options),
  );
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  expect(await settledClusters(registrations)).toMatchObject([{ name: `${PREFIX}other`, command: undefined }]);
  expect(log).not.toContain(`DELETE /cluster-registrations/${PREFIX}other`);
});

/** Answers a registration without a name as if it were one, and knows no path that ends before a name. */
const takesNoName: Script = (request, _number, work) => {
  if (request.method === "POST") return aResponse({ status: 200, text: '{"cluster":{"name":""}}' });
  return request.method === "DELETE" ? aResponse({ status: 405 }) : work();
};
const listsNothing: Script = (request, ...rest) =>
  request.path.startsWith("/clusters?") ? aResponse({ status: 404 }) : takesNoName(request, ...rest);

test.each<[what: string, script: Script, left: readonly string[]]>([
  ["is not left behind where a list does not show it", takesNoName, []],
  ["is where there is no list to say so", listsNothing, [""]],
])("an empty name, which nobody can ask for, %s", async (_what, script, left) => {
  const { registrations, create } = setting([], script);
  await create("");
  await removeClusters(registrations, [""]);
  const settled = await settledClusters(registrations);
  expect(settled.map(({ name }) => name)).toEqual(left);
});

/** Each look shows an old cluster of somebody else's, whatever name it asks for. */
const othersCluster: Script = async (request, number, work) => {
  if (request.method === "GET" && request.path.startsWith("/clusters/"))
    return aResponse({ status: 200, body: { cluster: { name: "prod", createdAt: 1_000_000_000 } } });
  const answer = await work();
  return request.method === "POST" && number > 1 ? "reset" : answer;
};

test("a target that shows somebody else's cluster for each name is left with nothing of the run's own names", async () => {
  const { registrations, create, log } = setting([], othersCluster);
  await create(`${PREFIX}answered`);
  await create(`${PREFIX}a`);
  expect(await settledClusters(registrations)).toEqual([]);
  expect(log.filter((line) => line === `DELETE /cluster-registrations/${PREFIX}a`).length).toBeGreaterThan(0);
  expect(log.filter((line) => line.endsWith("/prod"))).toEqual([]);
});

test("and nothing is struck there: what it does not remove, and names that anybody may have, are told of", async () => {
  const { registrations, create, log } = setting(
    [(behaviours) => ({ ...behaviours, removeCluster: () => undefined })],
    othersCluster,
  );
  await create(`${PREFIX}answered`);
  await create(`${PREFIX}a`);
  await create("a");
  const left = await settledClusters(registrations);
  expect(new Map(left.map(({ name, command }) => [name, command]))).toEqual(
    new Map([
      [`${PREFIX}answered`, `${PREFIX}answered`],
      [`${PREFIX}a`, `${PREFIX}a`],
      ["a", undefined],
    ]),
  );
  expect(log).not.toContain("DELETE /cluster-registrations/a");
});

const REFUSED = aResponse({
  status: 400,
  headers: errorHeaders("InvalidParameterException"),
  body: { message: "No." },
});
const isList = (path: string): boolean => path.startsWith("/clusters?");

/** Loses answers to registrations of forbidden names, or gives them, and refuses to look for any of those. */
function picky({ registers, lists, tells }: { registers: boolean; lists: boolean; tells: boolean }): Script {
  return (request, _number, work) => {
    if (request.method === "POST" && tells) return aResponse({ status: 200, body: { cluster: {} } });
    if (request.method === "POST") return aResponse({ status: 502, text: "<html>" });
    if (isList(request.path) && !lists) return aResponse({ status: 501, body: {} });
    if (isList(request.path)) return listPage({ clusters: registers ? [`${PREFIX}_.`, "-a"] : [] });
    return request.path.includes("answered") ? work() : REFUSED;
  };
}

test.each<[what: string, target: Parameters<typeof picky>[0], isLeft: boolean]>([
  ["is not there where the whole list does not name it", { registers: false, lists: true, tells: false }, false],
  ["may be there where there is no list", { registers: false, lists: false, tells: false }, true],
  ["is left where the list names it", { registers: true, lists: true, tells: false }, true],
  ["is left where an answer said that it was made", { registers: false, lists: true, tells: true }, true],
])("a name that no cluster may have, and that the target does not look for, %s", async (_what, target, isLeft) => {
  let isFirst = true;
  const { registrations, create } = setting([], (request, number, work, options) => {
    if (isFirst) return work();
    return picky(target)(request, number, work, options);
  });
  await create(`${PREFIX}answered`);
  await removeClusters(registrations, [`${PREFIX}answered`]);
  isFirst = false;
  const names = [`${PREFIX}_.`, "-a"];
  for (const name of names) await create(name);
  await removeClusters(registrations, names);
  const left = await settledClusters(registrations);
  expect(left.map(({ name }) => name).sort()).toEqual(isLeft ? [...names].sort() : []);
});

/** Refuses every second look of a kind, and each creation but the first, by a page that says nothing but 503. */
const tooFast = (): Script => {
  const looks = new Map<string, number>();
  return async (request, number, work) => {
    const page = aResponse({ status: 503, text: "<html>Service Temporarily Unavailable</html>" });
    const nth = (looks.get(request.path) ?? 0) + 1;
    if (request.method === "GET") looks.set(request.path, nth);
    if (request.method === "GET") return nth % 2 === 0 ? work() : page;
    return request.method === "POST" && number > 1 ? page : work();
  };
};

test("looks that are refused for their pace are made again, so that what is not there is not told of as left", async () => {
  const { registrations, create } = setting([], tooFast());
  for (const name of ["answered", "a", "b", "c"]) await create(`${PREFIX}${name}`);
  await create("d");
  expect(await settledClusters(registrations)).toEqual([]);
});

const FAILED = aResponse({ status: 500, body: {} });

test.each<[what: string, fate: Fate, fails: (look: number) => boolean, isLeft: boolean]>([
  ["once", FAILED, (look) => look === 2, false],
  ["once, by a lost connection,", "reset", (look) => look === 2, false],
  ["each time", FAILED, () => true, true],
])(
  "a last look that fails %s is made once more before a name is told of as left",
  async (_what, fate, fails, isLeft) => {
    let [isLost, isLast] = [false, false];
    const looks = new Map<string, number>();
    const { registrations, create, log } = setting([], (request, _number, work) => {
      if (request.method === "POST") return isLost ? "reset" : work();
      if (isLast && request.method === "DELETE" && isLeft) return FAILED;
      if (!isLost || request.method !== "GET") return work();
      if (!isLast) return FAILED;
      const look = (looks.get(request.path) ?? 0) + 1;
      looks.set(request.path, look);
      return fails(look) ? fate : work();
    });
    await create(`${PREFIX}answered`);
    await removeClusters(registrations, [`${PREFIX}answered`]);
    isLost = true;
    await create(`${PREFIX}a`);
    isLast = true;
    const left = await settledClusters(registrations);
    expect(left.map(({ name }) => name)).toEqual(isLeft ? [`${PREFIX}a`] : []);
    expect(log.length).toBeLessThan(25);
  },
);

const listPage = (body: JsonValue) => aResponse({ status: 200, body });
const PAGE_FOR_PEOPLE = aResponse({
  status: 404,
  headers: [["Content-Type", "text/html"]],
  text: "<html>Not Found</html>",
});

test.each<[what: string, list: WireResponse, isLeft: boolean]>([
  ["a whole list does not name", listPage({ clusters: [] }), false],
  ["there is no list of", aResponse({ status: 501, body: {} }), true],
  ["a list that goes in circles does not name", listPage({ clusters: [], nextToken: "again" }), true],
  ["a list does not name that has what is no name", listPage({ clusters: [{ name: "a" }] }), true],
])("a proxy's 404 proves nothing of a cluster that %s", async (_what, list, isLeft) => {
  let isHidden = false;
  const { registrations, create } = setting([], async (request, _number, work) => {
    if (request.path.startsWith("/clusters?")) return list;
    if (!isHidden) return work();
    return request.method === "POST" ? "reset" : PAGE_FOR_PEOPLE;
  });
  await create(`${PREFIX}b`);
  await removeClusters(registrations, [`${PREFIX}b`]);
  registrations.absent(clusterMade(`${PREFIX}b`));
  isHidden = true;
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  const left = await settledClusters(registrations);
  expect(left.map(({ name }) => name)).toEqual(isLeft ? [`${PREFIX}a`] : []);
});

test.each([
  ["for a while", 2, []],
  ["for ever", Infinity, [`${PREFIX}a`]],
])("a name that nothing but a list shows, %s, is told of while it is listed", async (_how, listings, left) => {
  const listing = aResponse({ status: 200, body: { clusters: [`${PREFIX}a`] } });
  let listed = 0;
  const { registrations, create } = setting([], (request, _number, work) =>
    request.path.startsWith("/clusters?") && listed++ < listings ? listing : work(),
  );
  await create(`${PREFIX}a`);
  await removeClusters(registrations, [`${PREFIX}a`]);
  registrations.unreachable(clusterMade(`${PREFIX}a`));
  const told = await settledClusters(registrations, () => undefined);
  expect(told.map(({ name }) => name)).toEqual(left);
});

test.each([
  ["nothing is served", [404, 404], ["a", "b"]],
  ["nothing is served, in another way", [501, 405], ["a", "b"]],
  ["one registration is refused", [404, 400], []],
  ["one registration fails", [404, 500], []],
  ["descriptions are denied", [404, 404, 403], []],
])("where %s, names that were answered with 404 are open or not: %j", async (_what, statuses, proved) => {
  const [first = 404, second = 404, described = 404] = statuses;
  const names = ["a", "b"].map((each) => `${PREFIX}${each}`);
  const absent: string[] = [];
  const answer = (status: number): WireResponse =>
    aResponse({ status, headers: errorHeaders("UnknownOperationException") });
  const registered = [first, second];
  const script: Script = ({ method }) => answer(method === "POST" ? (registered.shift() ?? second) : described);
  const { registrations, create } = setting([], script, absent);
  for (const name of names) await create(name);
  await settledClusters(registrations, () => undefined);
  expect(absent.toSorted()).toEqual(proved.map((each) => `${PREFIX}${each}`));
});
