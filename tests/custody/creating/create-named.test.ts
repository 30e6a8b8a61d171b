import { clustersIn } from "#tests/custody/keepers.ts";
import { expect, test } from "@jest/globals";
import { type Ledger, LedgerError, type IntendedCreation } from "#custody/journal/ledger.ts";
import type { ResourceDoubt, ResourceState } from "#custody/resources/resource-states.ts";
import { clusterCustody, known } from "#tests/custody/cluster-custody.ts";
import { createNamed, type CreateOptions, type CreatingCustody } from "#custody/creating/create-named.ts";
import { fakeTarget, type Fate, type Script } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { account } from "#tests/suites/test-run.ts";

const OURS = "ecf-7-a";
const DONE = aResponse({ status: 200, body: { cluster: { name: OURS } } });

function setting(script: Script) {
  const target = fakeTarget(script);
  const ledger = account();
  return { target, ledger, custody: clusterCustody(target, ledger, 200) };
}

/** Sends a body that may register what it names, as a case of this run. */
function create(custody: CreatingCustody, body: string, options: Partial<CreateOptions> = {}) {
  const request = { method: "POST", path: "/cluster-registrations", headers: [], body: new TextEncoder().encode(body) };
  return createNamed(custody, request, { case: "case", ...clustersIn(body), ...options });
}

const BODY = `{"name":"${OURS}"}`;

const refusal = (status: number, name = "InvalidParameterException") =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "No." } });

/** What the one attempt at a registration leaves behind: the name's state, what the journal was told, what is to be removed. */
async function after(fates: Fate | readonly Fate[], mustBeAccepted: boolean) {
  const { custody, ledger } = setting(() => fates);
  const { created } = await create(custody, BODY, { mustBeAccepted, once: true });
  const { state, doubt } = known(custody, OURS) ?? {};
  return { state, kind: doubt?.kind, noted: ledger.entries.slice(1), created };
}

test.each<[what: string, Fate | readonly Fate[], mustBeAccepted: boolean, ResourceDoubt["kind"]]>([
  ["a 500", refusal(500, "ServerException"), false, "failed"],
  ["a 503 to the end", [refusal(503), refusal(503)], false, "failed"],
  ["a 504", refusal(504), false, "failed"],
  ["a connection cut off", "reset", false, "lost"],
  ["silence", "timeout", false, "lost"],
  ["what is no HTTP", "malformed", false, "lost"],
  ["a refusal that follows a lost attempt", ["timeout", refusal(400)], false, "lost"],
  ["a refusal that follows a 502", [refusal(502), refusal(400)], false, "lost"],
  ["a refusal of what must be accepted", refusal(400), true, "refused"],
  ["a name that is taken", refusal(409, "ResourceInUseException"), true, "refused"],
  ["a redirect", aResponse({ status: 307 }), true, "refused"],
])("after %s the name is in doubt, for the journal and for whoever removes", async (_what, fates, valid, kind) => {
  expect(await after(fates, valid)).toEqual({ state: "doubtful", kind, noted: [`doubt ${OURS}`], created: [OURS] });
});

test.each<[what: string, Fate | readonly Fate[], mustBeAccepted: boolean, ResourceState, noted?: string]>([
  ["a refusal of what must be refused", refusal(400), false, "unproven"],
  ["a refusal that follows throttling", [refusal(429), refusal(400)], false, "unproven"],
  ["throttling to the end", [refusal(429), refusal(429)], true, "unproven"],
  ["a refusal of the caller", refusal(403, "AccessDeniedException"), true, "unproven"],
  ["the word that there is no such operation", refusal(501), true, "unproven"],
  ["no connection", "refused", true, "settled", `absent ${OURS}`],
])("after %s it is not", async (_what, fates, valid, state, ...noted) => {
  expect(await after(fates, valid)).toEqual({ state, kind: undefined, noted, created: [] });
});

test("a request leaves only when the journal has every name that it may create, with its marks", async () => {
  const written: [string, IntendedCreation][] = [];
  const { custody } = setting(() => {
    expect(written.map(([name]) => name)).toEqual([OURS, "b"]);
    return DONE;
  });
  const intend: Ledger["intend"] = ({ id }, entry) => void written.push([id ?? "", entry]);
  const marks = { token: "t", tagged: true } as const;
  await create({ ...custody, ledger: { ...custody.ledger, intend } }, `{"name":"${OURS}","tags":{"name":"b"}}`, {
    marks,
  });
  expect(written.map(([, entry]) => entry)).toEqual(Array(2).fill({ case: "case", token: "t", tagged: true }));
});

test("nothing leaves where the journal cannot be written", async () => {
  const { custody, target } = setting(() => DONE);
  const intend = () => {
    throw new LedgerError("the disk is full");
  };
  await expect(create({ ...custody, ledger: { ...custody.ledger, intend } }, BODY)).rejects.toThrow("the disk is full");
  expect(target.log).toEqual([]);
});

test("of two names that it may have meant, a success makes the one alive that a parser reads", async () => {
  const { custody } = setting(() => DONE);
  const { created } = await create(custody, `{"name":"first","name":"${OURS}"}`);
  expect(created).toEqual([OURS]);
  expect(known(custody, OURS)?.state).toBe("alive");
  expect(known(custody, "first")?.state).toBe("unproven");
});

test.each<[what: string, Fate]>([
  ["fails", refusal(500)],
  ["gets no answer", "reset"],
  ["is refused", refusal(400)],
])("a cluster that is alive is none the less so where another request of its name %s", async (_what, fate) => {
  const { custody, ledger } = setting((_request, number) => (number === 1 ? DONE : fate));
  await create(custody, BODY);
  await create(custody, BODY, { repeats: true, once: true, mustBeAccepted: true });
  expect(known(custody, OURS)?.state).toBe("alive");
  expect(ledger.entries).not.toContain(`doubt ${OURS}`);
});

test.each([
  ["that bears the run", "ecf-7-other", ["ecf-7-other"]],
  ["of somebody else", "theirs", []],
  ["that was sent", OURS, []],
])("a name in an answer %s never becomes one of the run's own", async (_what, name, strays) => {
  const { custody, ledger } = setting(() => aResponse({ status: 200, body: { cluster: { name } } }));
  await create(custody, BODY, { mustBeAccepted: true });
  expect([...custody.account.strays.values()].map(({ made }) => made.id)).toEqual(strays);
  expect(custody.account.states.in("alive").map(({ made }) => made.id)).toEqual([OURS]);
  expect(ledger.entries).toEqual([`intend ${OURS}`, `created ${OURS}`]);
});

test("a name that is taken after attempts of its own may be taken by them, unless it was so before", async () => {
  const taken = refusal(409, "ResourceInUseException");
  const script: Script = () => [refusal(503), taken];
  const [fresh, repeat] = [setting(script), setting(script)];
  expect((await create(fresh.custody, BODY, { once: true })).created).toEqual([OURS]);
  expect((await create(repeat.custody, BODY, { once: true, repeats: true })).created).toEqual([]);
});

test.each([429, 500, 404, 501])("%i is no sign that registrations work here, as 400 is", async (status) => {
  const { custody } = setting((_request, number) => refusal(number === 1 ? status : 400));
  await create(custody, BODY, { once: true });
  expect(custody.account.everAnswered).toBe(false);
  await create(custody, BODY, { once: true });
  expect(custody.account.everAnswered).toBe(true);
});
