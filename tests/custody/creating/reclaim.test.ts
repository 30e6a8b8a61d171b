import { describe, expect, test } from "@jest/globals";
import { reclaim } from "#custody/creating/create-named.ts";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { fakeTarget, type Fate, type Script } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders, STARTED_AT } from "#tests/suites/made-replies.ts";
import { account } from "#tests/suites/test-run.ts";
import { clusterCustody } from "#tests/custody/cluster-custody.ts";

const OURS = "ecf-7-a";
const TAG = { key: "run", value: "7" };
const NOW = STARTED_AT / 1000;

function setting(script: Script, names: readonly string[]) {
  const target = fakeTarget(script);
  const ledger = account();
  const custody = clusterCustody(target, ledger);
  const these = names.map(clusterMade);
  for (const made of these) custody.account.states.ask(made, TAG);
  return { target, ledger, reclaimed: () => reclaim(custody, these) };
}

const shown = (cluster: JsonObject): Fate => aResponse({ status: 200, body: { cluster } });
const OWN = shown({ name: OURS, createdAt: NOW, tags: { run: "7" } });
const THEIRS = shown({ name: "plain", createdAt: NOW, tags: {} });
const error = (status: number, name: string): Fate => aResponse({ status, headers: errorHeaders(name), body: {} });

/** What a look at one name, and its removal, come to. */
async function after(look: Fate, removal: Fate = OWN, name = OURS) {
  const { reclaimed, ledger, target } = setting(({ method }) => (method === "DELETE" ? removal : look), [name]);
  const settled = await reclaimed();
  return { settled, removed: ledger.entries, log: target.log };
}

test("what is ours is removed, and that settles it", async () => {
  expect(await after(OWN)).toEqual({
    settled: true,
    removed: [`removed ${OURS}`],
    log: [`GET /clusters/${OURS}`, `DELETE /cluster-registrations/${OURS}`],
  });
});

test.each<[what: string, removal: Fate, settled: boolean]>([
  ["is done", OWN, true],
  ["finds nothing any more", error(404, "ResourceNotFoundException"), true],
  ["is refused", error(403, "AccessDeniedException"), false],
  ["fails", error(500, "ServerException"), false],
  ["gets no answer", "reset", false],
])("where its removal %s", async (_what, removal, settled) => {
  expect((await after(OWN, removal)).settled).toBe(settled);
});

describe("nothing is removed, and it is settled", () => {
  test.each<[what: string, look: Fate]>([
    ["where there is nothing of the name", error(404, "ResourceNotFoundException")],
    ["where it is somebody else's", THEIRS],
    ["where it is older than the request", shown({ name: "plain", createdAt: NOW - 3600, tags: { run: "7" } })],
  ])("%s", async (_what, look) => {
    expect(await after(look, OWN, "plain")).toMatchObject({ settled: true, removed: [] });
  });
});

test("a name that nobody else has is removed, though a cluster of another name is shown for it", async () => {
  const look = shown({ name: "prod", createdAt: NOW - 3600 });
  expect(await after(look)).toMatchObject({ settled: true, removed: [`removed ${OURS}`] });
});

describe("nothing is removed, and it stays unknown", () => {
  test.each<[what: string, look: Fate]>([
    ["where the look fails", error(500, "ServerException")],
    ["where the look gets no answer", "reset"],
    ["where no connection comes about", "refused"],
    ["where the caller may not look", error(403, "AccessDeniedException")],
    ["where the pace forbids it", error(429, "TooManyRequestsException")],
    ["where a 404 names no error", aResponse({ status: 404, body: {} })],
    ["where a 404 is a page for people", aResponse({ status: 404, text: "<html>" })],
    ["where a 404 names another error", error(404, "NotFoundException")],
    ["where the path is not known", error(404, "MethodNotAllowedException")],
    ["where nothing is there to look with", error(501, "ResourceNotFoundException")],
    ["where there is nothing to look with", error(404, "UnknownOperationException")],
    ["where a name of the run is shown without its tag", shown({ name: OURS, createdAt: NOW, tags: {} })],
    ["where a redirect comes", aResponse({ status: 302 })],
  ])("%s", async (_what, look) => {
    expect(await after(look)).toMatchObject({ settled: false, removed: [] });
  });

  test.each<[what: string, look: Fate]>([
    ["an empty answer", aResponse({ status: 200 })],
    ["an answer that shows none", aResponse({ status: 200, body: {} })],
    ["a cluster of another name", shown({ name: "prod", createdAt: NOW - 3600 })],
    ["an answer that is no JSON", aResponse({ status: 200, text: "<html>" })],
  ])("where the name does not bear the run, and %s says nothing of whose it is", async (_what, look) => {
    expect(await after(look, OWN, "plain")).toMatchObject({ settled: false, removed: [] });
  });
});

describe("of several names", () => {
  const looked = async (fates: Readonly<Record<string, Fate>>) => {
    const names = Object.keys(fates);
    const { reclaimed, ledger, target } = setting(
      ({ path, method }) => (method === "DELETE" ? OWN : (fates[path.slice("/clusters/".length)] ?? "reset")),
      names,
    );
    return {
      settled: await reclaimed(),
      removed: ledger.entries,
      looks: target.log.filter((line) => line.startsWith("GET")),
    };
  };

  test("each is looked at, though one stays unknown", async () => {
    expect(
      await looked({ "ecf-7-a": "reset", "ecf-7-b": OWN, "ecf-7-c": error(404, "ResourceNotFoundException") }),
    ).toEqual({
      settled: false,
      removed: ["removed ecf-7-b"],
      looks: ["GET /clusters/ecf-7-a", "GET /clusters/ecf-7-b", "GET /clusters/ecf-7-c"],
    });
  });

  test("one that stays unknown is enough, wherever it stands", async () => {
    expect((await looked({ "ecf-7-a": OWN, "ecf-7-b": "timeout" })).settled).toBe(false);
    expect((await looked({ "ecf-7-a": "timeout", "ecf-7-b": OWN })).settled).toBe(false);
    expect((await looked({ "ecf-7-a": OWN, "ecf-7-b": error(404, "ResourceNotFoundException") })).settled).toBe(true);
  });

  test("no name at all is settled", async () => {
    expect(await looked({})).toEqual({ settled: true, removed: [], looks: [] });
  });
});
