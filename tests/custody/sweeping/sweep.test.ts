import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JournalPlace, JournalEntry } from "#custody/journal/journal-entry.ts";
import { outstanding } from "#custody/journal/outstanding.ts";
import { runPrefix } from "#custody/ownership/run-prefix.ts";
import { givenMark } from "#custody/ownership/marks.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { openJournal, readJournal } from "#custody/journal/journal.ts";
import { sweep, type SweepOptions } from "#custody/sweeping/sweep.ts";
import type { SweepReport } from "#custody/sweeping/swept.ts";
import type { Target } from "#endpoint/target.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { TargetGone } from "#endpoint/sending/target-gone.ts";
import { clusterServer, notFound, reply } from "#tests/custody/cluster-server.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";
import { openTarget } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-sweep-"));
  file = join(folder, "journal.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true }));

const AT = 1_790_000_000_000;
const SECONDS = AT / 1000;

function journalOf(...entries: JournalEntry[]): void {
  const journal = openJournal(file, { sync: false });
  for (const entry of entries) journal.write(entry);
  journal.close();
}

/** What a journal says of its place tells where a sweep goes; what it finds there is the same wherever that is. */
const PLACE: JournalPlace = { endpoint: "http://127.0.0.1", region: "us-east-1", kind: "emulator" };

function intended(...names: string[]): JournalEntry[] {
  return names.map((name) => ({ event: "intend", name, runId: "run-1", place: PLACE, case: "c", at: AT }));
}

function swept(origin: string, options: Partial<SweepOptions> = {}): Promise<SweepReport> {
  return sweptBy(openTarget(origin), options);
}

async function sweptBy(target: Target, options: Partial<SweepOptions> = {}): Promise<SweepReport> {
  const journal = openJournal(file, { sync: false });
  const names = outstanding(readJournal(file));
  try {
    return await sweep(target, { journal, names, budgetMs: 30_000, consistencyMs: 0, ...options });
  } finally {
    journal.close();
  }
}

describe("sweep", () => {
  test("removes what the journal names, lists before it deletes, and touches nothing else", async () => {
    const server = await clusterServer({
      ours: { createdAt: SECONDS },
      theirs: { createdAt: SECONDS },
      third: { createdAt: SECONDS },
      "a/b": { createdAt: SECONDS },
    });
    journalOf(...intended("ours", "a/b", "gone"));
    const report = await swept(server.origin);
    expect(report).toEqual({ removed: ["ours", "a/b"], absent: ["gone"], left: [], untouched: 2 });
    expect([...server.clusters.keys()]).toEqual(["theirs", "third"]);
    expect(server.requests.slice(0, 2)).toEqual(["GET /clusters?include=all", "GET /clusters?nextToken=2&include=all"]);
  });

  test("leaves what was made and the list names still, although no request finds it, and says why", async () => {
    const server = await clusterServer({ ours: { createdAt: SECONDS }, refused: { createdAt: SECONDS } });
    server.override = ({ url }, response) => {
      if (url?.startsWith("/clusters?") === true) return false;
      notFound(response, "ResourceNotFoundException");
      return true;
    };
    journalOf(...intended("ours", "refused"), { event: "created", name: "ours", at: AT });
    const reason = "it was made, and the list names it still, although no request finds it";
    const report = await swept(server.origin);
    expect(report).toMatchObject({ removed: [], absent: ["refused"], left: [{ name: "ours", reason }] });
  });

  test("run twice has nothing left to do", async () => {
    const server = await clusterServer({ ours: { createdAt: SECONDS } });
    journalOf(...intended("ours", "gone"));
    await swept(server.origin);
    server.clusters.set("ours", { createdAt: SECONDS });
    expect(await swept(server.origin)).toMatchObject({ removed: [], absent: [], left: [] });
    expect(server.clusters.has("ours")).toBe(true);
    expect(readJournal(file).map(({ event, name }) => `${event} ${name}`)).toEqual(
      expect.arrayContaining(["removed ours", "absent gone"]),
    );
  });

  test("leaves a cluster of a plain name that was made long after the run, and prints no command for it", async () => {
    const server = await clusterServer({ a: { createdAt: SECONDS + 3_600 } });
    journalOf(...intended("a"));
    const { removed, left } = await swept(server.origin);
    expect(removed).toEqual([]);
    expect(left).toMatchObject([{ name: "a", command: undefined }]);
    expect(left[0]?.reason).toMatch(/long after the run asked for it$/);
    expect(server.clusters.has("a")).toBe(true);
  });

  test("removes what an earlier request for a name of the run's own made late, whatever was settled since", async () => {
    const name = `${runPrefix("run-1")}late`;
    const server = await clusterServer({ [name]: { createdAt: SECONDS } });
    const [asked] = intended(name);
    if (asked === undefined) throw new Error("no entry");
    journalOf(
      asked,
      { event: "absent", name, runId: "run-1", at: AT + 10, proved: true },
      { ...asked, at: AT + 600_000 },
    );
    expect((await swept(server.origin)).removed).toEqual([name]);
  });

  test("leaves a cluster of the same name that is older than the journal, whatever tags it has", async () => {
    const old = SECONDS - 2;
    const server = await clusterServer({
      old: { createdAt: old },
      "old-with-tag": { createdAt: old, tags: { run: "run-1" } },
      "old-with-another": { createdAt: old, tags: { run: "run-2" } },
      "in-time": { createdAt: SECONDS },
    });
    journalOf(...intended("old", "old-with-tag", "old-with-another", "in-time"));
    const report = await swept(server.origin, { runTagKey: "run" });
    expect(report.removed).toEqual(["in-time"]);
    expect(report.left.map(({ name }) => name)).toEqual(["old", "old-with-tag", "old-with-another"]);
    expect(report.left[0]).toEqual({
      name: "old",
      reason: `it was created at ${new Date(old * 1000).toISOString()}, before the run asked for it`,
      command: undefined,
    });
  });

  test("a cluster without the tag that the request bore is somebody else's, however young", async () => {
    const server = await clusterServer({ theirs: { createdAt: SECONDS }, ours: { tags: { run: "run-1" } } });
    journalOf(...intended("theirs", "ours").map((entry) => ({ ...entry, tagged: true }) as JournalEntry));
    const report = await swept(server.origin, { runTagKey: "run" });
    expect(report).toMatchObject({ removed: ["ours"], left: [{ name: "theirs" }] });
    expect(report.left[0]?.reason).toContain("does not have the run's tag");
  });

  test.each([-20, 20])("a clock that is %i minutes off makes nobody's cluster ours", async (minutes) => {
    const [now, off] = [Date.now(), minutes * 60_000];
    const seconds = (ms: number) => Math.ceil((now + off + ms) / 1000);
    const server = await clusterServer({ ours: { createdAt: seconds(0) }, theirs: { createdAt: seconds(-10_000) } });
    server.override = (_request, response) => {
      response.setHeader("date", new Date(Date.now() + off).toUTCString());
      return false;
    };
    journalOf(...intended("ours", "theirs").map((entry) => ({ ...entry, at: now })));
    expect(await swept(server.origin)).toMatchObject({
      removed: ["ours"],
      left: [{ name: "theirs" }],
    });
  });

  test("without the endpoint's time, five minutes are allowed for clocks that differ", async () => {
    const server = await clusterServer({ near: { createdAt: SECONDS - 299 }, far: { createdAt: SECONDS - 301 } });
    server.override = (_request, response) => {
      response.sendDate = false;
      return false;
    };
    journalOf(...intended("near", "far"));
    expect(await swept(server.origin)).toMatchObject({ removed: ["near"], left: [{ name: "far" }] });
  });

  test("without a creation time only what the run saw created is ours", async () => {
    const server = await clusterServer({ seen: {}, unseen: { createdAt: "2026-11-24T00:00:00Z" } });
    journalOf(...intended("seen", "unseen"), { event: "created", name: "seen", at: AT });
    const report = await swept(server.origin);
    expect(report).toMatchObject({ removed: ["seen"], left: [{ name: "unseen" }] });
  });

  test("says what could not be removed, and tries it again the next time", async () => {
    const server = await clusterServer({ stuck: { createdAt: SECONDS } });
    journalOf(...intended("stuck"));
    server.override = (request, response) => {
      if (request.method !== "DELETE") return false;
      reply(response, 403, { __type: "AccessDeniedException" });
      return true;
    };
    const report = await swept(server.origin);
    expect(report.left).toMatchObject([
      {
        name: "stuck",
        reason: "DeregisterCluster answered 403 AccessDeniedException",
        command: `aws eks deregister-cluster --name stuck --region us-east-1 --endpoint-url ${server.origin}`,
      },
    ]);
    server.override = undefined;
    expect((await swept(server.origin)).removed).toEqual(["stuck"]);
  });

  test.each([
    ["is unknown then was removed", true, { removed: ["slow"], left: [] }],
    ["is still known is left", false, { removed: [], left: [{ name: "slow" }] }],
  ])("a cluster whose removal is not answered and that %s", async (_what, carriedOut, expected) => {
    const server = await clusterServer({ slow: { createdAt: SECONDS } });
    journalOf(...intended("slow"));
    server.override = ({ method }, response) => {
      if (method !== "DELETE") return false;
      if (carriedOut) server.clusters.delete("slow");
      response.destroy();
      return true;
    };
    expect(await swept(server.origin, { budgetMs: 0 })).toMatchObject(expected);
  });

  test("a cluster of another activation is somebody else's, unless its name bears the run", async () => {
    const [own, other] = [
      `${runPrefix("run-1")}a`,
      { connectorConfig: { activationId: "another" }, createdAt: SECONDS },
    ];
    const same = { connectorConfig: { activationId: "given" }, createdAt: SECONDS };
    const server = await clusterServer({ same, theirs: other, renewed: other, [own]: other });
    const names = ["same", "theirs", "renewed", own];
    const activation = givenMark(registrationService().kind, same);
    const created = names.map((name): JournalEntry => ({ event: "created", name, runId: "run-1", at: AT, activation }));
    journalOf(...intended(...names), ...created, ...intended("renewed"));
    expect(await swept(server.origin)).toMatchObject({
      removed: ["same", "renewed", own],
      left: [{ name: "theirs", command: undefined, reason: "its activationId is not the one that the run was given" }],
    });
  });

  test("an unknown name is no proof where the journal does not say where the run was", async () => {
    const server = await clusterServer({ here: { createdAt: SECONDS } });
    const unplaced = intended("here", "unknown").map((entry) => ({ ...entry, place: undefined }) as JournalEntry);
    journalOf(...unplaced);
    const report = await swept(server.origin);
    expect(report).toMatchObject({ removed: ["here"], absent: [], left: [{ name: "unknown" }] });
    expect(report.left[0]?.command).toBeUndefined();
    expect(outstanding(readJournal(file)).map(({ name }) => name)).toEqual(["unknown"]);
  });

  test("a name that bears the run is its own where no mark shows, and nothing shows whose another is", async () => {
    const own = `${runPrefix("run-1")}a`;
    const names = [
      own,
      `${runPrefix("run-1", 2)}a`,
      `${runPrefix("run-2")}a`,
      `${runPrefix("run-1").slice(0, -1)}a`,
      "a",
    ];
    const server = await clusterServer(Object.fromEntries(names.map((name) => [name, {}])));
    journalOf(...intended(...names));
    const report = await swept(server.origin);
    expect(report.removed).toEqual(names.slice(0, 2));
    expect(report.left).toMatchObject(names.slice(2).map((name) => ({ name, command: undefined })));
  });

  test.each<[what: string, isAws: boolean, cluster: JsonObject, removed: readonly string[]]>([
    ["is removed though another cluster is", true, { name: "prod", createdAt: SECONDS - 86_400 }, ["own"]],
    ["is left on AWS, as a plain one is, where an older cluster is", true, { createdAt: SECONDS - 86_400 }, []],
    ["is removed elsewhere, though an older cluster is", false, { createdAt: SECONDS - 86_400 }, ["own"]],
  ])("a name that bears the run %s shown for it", async (_what, isAws, shown, removed) => {
    const own = `${runPrefix("run-1")}a`;
    const server = await clusterServer({ [own]: { createdAt: SECONDS }, a: { createdAt: SECONDS } });
    server.override = ({ method, url = "" }, response) => {
      const isLook = method === "GET" && url.startsWith("/clusters/");
      const name = url.slice("/clusters/".length);
      if (isLook) reply(response, 200, { cluster: { name, ...shown } });
      return isLook;
    };
    journalOf(...intended(own, "a"));
    const report = await swept(server.origin, { isAws });
    const left = removed.length === 0 ? [own, "a"] : ["a"];
    expect(report.removed).toEqual(removed.map(() => own));
    expect(report.absent).toEqual([]);
    expect(report.left).toMatchObject(left.map((name) => ({ name, command: undefined })));
    expect([...server.clusters.keys()]).toEqual(left);
    expect(outstanding(readJournal(file)).map(({ name }) => name)).toEqual(left);
  });

  test("a name that no cluster may have, and that the endpoint does not look for, is absent unless listed or once created", async () => {
    const server = await clusterServer({ "-listed": { createdAt: SECONDS } });
    server.override = (request, response) => {
      if (request.url?.startsWith("/clusters?") === true) return false;
      reply(response, 400, { __type: "InvalidParameterException", message: "No." });
      return true;
    };
    const created = { event: "created", name: "-created", runId: "run-1", at: AT } as const;
    journalOf(...intended("-gone", "-listed", "-created", "allowed"), created);
    expect(await swept(server.origin)).toMatchObject({
      absent: ["-gone"],
      left: [{ name: "-listed" }, { name: "-created" }, { name: "allowed" }],
    });
  });

  test("where no answer shows the cluster, the removal command is given for what is ours alone", async () => {
    const own = `${runPrefix("run-1")}a`;
    const server = await clusterServer({});
    server.override = (request, response) => {
      reply(response, 403, { __type: "AccessDeniedException" });
      return true;
    };
    journalOf(...intended(own, "a"));
    const [ours, unknown] = (await swept(server.origin)).left;
    expect(ours?.command).toContain(`--name ${own}`);
    expect(unknown).toMatchObject({ name: "a", command: undefined });
  });

  test("an endpoint that cannot list or describe leaves all, and says so", async () => {
    const server = await clusterServer({});
    server.override = (_request, response) => (notFound(response, "UnknownOperationException"), true);
    journalOf(...intended("a"));
    const report = await swept(server.origin);
    expect(report.untouched).toBeUndefined();
    expect(report.left).toMatchObject([{ reason: "DescribeCluster answered 404 UnknownOperationException" }]);
  });

  test("a cluster is absent too when it is neither described nor listed, whatever the code", async () => {
    const server = await clusterServer({ listed: { createdAt: SECONDS } });
    server.override = (request, response) => {
      if (!(request.url ?? "").startsWith("/clusters/")) return false;
      notFound(response, "NotFoundException");
      return true;
    };
    journalOf(...intended("listed", "gone"));
    expect(await swept(server.origin)).toMatchObject({
      absent: ["gone"],
      left: [{ name: "listed" }],
    });
  });

  test.each([
    ["there still", "PENDING", { removed: [], left: [{ reason: "it is still described" }] }],
    ["on its way out", "DELETING", { removed: ["kept"], left: [] }],
  ])("a cluster that an answer says is removed may be %s", async (_, status, expected) => {
    const server = await clusterServer({ kept: { createdAt: SECONDS } });
    journalOf(...intended("kept"));
    server.override = (request, response) => {
      const asked = request.url?.includes("/kept") === true;
      if (asked) reply(response, 200, { cluster: { name: "kept", createdAt: SECONDS, status } });
      return asked;
    };
    expect(await swept(server.origin, { budgetMs: 0 })).toMatchObject(expected);
  });

  test("of an endpoint that is gone each name is told, with a command for what is ours", async () => {
    journalOf(...intended("seen", "unseen"), { event: "created", name: "seen", runId: "run-1", at: AT });
    const gone = {
      ...openTarget("http://127.0.0.1:9"),
      send: () => Promise.reject(new TargetGone({ cause: "silent", reason: "it hangs" })),
    };
    const report = await sweptBy(gone, { unsigned: true });
    const reason = "nobody can say whether it is there: it hangs";
    const command =
      "aws eks deregister-cluster --name seen --region us-east-1 --endpoint-url http://127.0.0.1:9 --no-sign-request";
    expect(report).toEqual({
      removed: [],
      absent: [],
      left: [
        { name: "seen", reason, command },
        { name: "unseen", reason, command: undefined },
      ],
      untouched: undefined,
    });
    expect(outstanding(readJournal(file))).toHaveLength(2);
  });

  test("a list whose pages never end is left, and tells no more than it shows", async () => {
    const server = await clusterServer({});
    server.override = (request, response) => {
      if (!(request.url ?? "").startsWith("/clusters?")) return false;
      reply(response, 200, { clusters: ["x"], nextToken: "again" });
      return true;
    };
    journalOf(...intended("gone"));
    expect(await swept(server.origin)).toMatchObject({ absent: ["gone"], untouched: 1, untouchedAtLeast: true });
  });

  test("nor does such a list confirm a 404 that proves nothing by itself", async () => {
    const server = await clusterServer({});
    server.override = (request, response) => {
      if ((request.url ?? "").startsWith("/clusters?")) reply(response, 200, { clusters: [], nextToken: "again" });
      else response.writeHead(404, { "content-type": "text/html" }).end("<html>Not Found</html>");
      return true;
    };
    journalOf(...intended("gone"));
    expect(await swept(server.origin)).toMatchObject({ absent: [], left: [{ name: "gone" }] });
    expect(outstanding(readJournal(file)).map(({ name }) => name)).toEqual(["gone"]);
  });

  test.each<[string, string[], number, string | undefined, Partial<SweepReport>]>([
    ["a 404 of another kind, which the list confirms", [], 404, "NotFoundException", { removed: ["a"], left: [] }],
    ["a 404 of another kind, and listed", ["a"], 404, "NotFoundException", { removed: [] }],
    ["a 501, and not listed", [], 501, "UnknownOperationException", { removed: ["a"], left: [] }],
    ["a 501, and listed", ["a"], 501, "UnknownOperationException", { removed: [] }],
    ["a failure", [], 500, undefined, { removed: [] }],
    ["a success that shows none, and not listed", [], 200, undefined, { removed: ["a"], left: [] }],
    ["a success that shows none, and listed", ["a"], 200, undefined, { removed: [] }],
  ])("after its removal, a cluster is looked for with %s", async (_what, listed, status, code, expected) => {
    const server = await clusterServer({ a: { createdAt: SECONDS } });
    let isDeleted = false;
    server.override = (request, response) => {
      const isDescription = request.url === "/clusters/a" && request.method === "GET";
      if (isDescription && !isDeleted) return false;
      isDeleted ||= request.method === "DELETE";
      if (isDescription && code !== undefined) response.setHeader("x-amzn-ErrorType", code);
      if (isDescription) reply(response, status, {});
      else if (request.method === "DELETE") reply(response, 200, {});
      else reply(response, 200, { clusters: listed });
      return true;
    };
    journalOf(...intended("a"));
    expect(await swept(server.origin, { budgetMs: 0 })).toMatchObject(expected);
    expect(outstanding(readJournal(file))).toHaveLength(expected.removed?.length === 0 ? 1 : 0);
  });

  test.each([
    ["the list still has it", [""], { removed: [], left: [{ name: "" }] }],
    ["the list lacks it", [], { removed: [""], left: [] }],
  ])("after its removal, nothing is said of an empty name by its description: %s", async (_what, listed, expected) => {
    const server = await clusterServer({ "": { createdAt: SECONDS } });
    let isDeleted = false;
    server.override = ({ method, url }, response) => {
      if (!isDeleted && method !== "DELETE") return false;
      isDeleted = true;
      if (method === "DELETE") reply(response, 200, {});
      else if (url === "/clusters/") notFound(response, "ResourceNotFoundException");
      else reply(response, 200, { clusters: listed });
      return true;
    };
    journalOf(...intended(""));
    expect(await swept(server.origin, { budgetMs: 0 })).toMatchObject(expected);
  });

  test("many clusters go side by side", async () => {
    const names = Array.from({ length: 300 }, (_, index) => `cluster-${index}`);
    const server = await clusterServer(Object.fromEntries(names.map((name) => [name, { createdAt: SECONDS }])));
    journalOf(...intended(...names));
    const report = await swept(server.origin);
    expect(report.removed).toHaveLength(300);
    expect(server.clusters.size).toBe(0);
  });
});
