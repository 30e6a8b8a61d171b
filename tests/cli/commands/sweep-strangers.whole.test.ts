import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { givenMark } from "#custody/ownership/marks.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { bearsRun, runPrefix } from "#custody/ownership/run-prefix.ts";
import { withFolder, type CliResult } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";
import { clusterServer } from "#tests/custody/cluster-server.ts";

afterEach(closeOpened);

const RUN = "0b2f6c1e-5a4d-4c3b-9e8f-7a6b5c4d3e2f";
const OTHER_RUN = "1c3a7d2f-6b5e-4d4c-8f9a-8b7c6d5e4f3a";
const OWN_NAME = `${runPrefix(RUN)}a`;
/** Clusters of others have been there for an hour. */
const MADE_AT = Date.now() - 3_600_000;
const MARKED = { createdAt: MADE_AT / 1000, connectorConfig: { activationId: "known to the stranger" } };
const THEIRS = { createdAt: MADE_AT / 1000, connectorConfig: { activationId: "of somebody else" } };

function aServer() {
  return clusterServer({ prod: THEIRS, bare: { createdAt: MADE_AT / 1000 }, marked: MARKED, [OWN_NAME]: THEIRS });
}

type Server = Awaited<ReturnType<typeof aServer>>;

function sweepOf(lines: readonly object[], flags: readonly string[] = []): Promise<CliResult> {
  return withFolder((folder) => {
    const journal = join(folder, "journal.ndjson");
    writeFileSync(journal, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return runCommand(["sweep", "--journal", journal, ...flags]);
  });
}

function removedFrom({ requests }: Server): string[] {
  return requests.flatMap((line) => /^DELETE .*\/([^/?]+)$/.exec(line)?.[1] ?? []);
}

function intend({ origin }: Pick<Server, "origin">, name: string, more: object = {}): object {
  const place = { endpoint: origin, region: "us-east-1", kind: "emulator" };
  return { event: "intend", name, runId: RUN, place, case: "c", at: MADE_AT, ...more };
}

const outcome = (name: string, more: object = {}): object => ({
  event: "created",
  name,
  runId: RUN,
  at: MADE_AT,
  ...more,
});

describe("a journal of a stranger's", () => {
  test("is told of and not swept", async () => {
    const server = await aServer();
    const { code, stdout } = await sweepOf([intend(server, OWN_NAME), intend(server, "marked")]);
    expect(stdout).toContain(
      `not looked for: 2 of the journal's names, at ${server.origin} (us-east-1): nothing proves that this user wrote them down; to sweep them, look who did, and add --foreign`,
    );
    expect(stdout).not.toContain("deregister-cluster");
    expect(code).toBe(5);
    expect(server.requests).toEqual([]);
  });

  test("is swept with the flag, by marks and the run's name alone", async () => {
    const server = await aServer();
    const activation = givenMark(registrationService().kind, MARKED);
    const names = ["prod", "bare", "marked", OWN_NAME];
    const lines = names.map((name) => intend(server, name));
    const { code, stdout } = await sweepOf(
      [...lines, ...names.map((name) => outcome(name, { activation: name === "marked" ? activation : undefined }))],
      ["--foreign"],
    );
    expect(removedFrom(server).sort()).toEqual([OWN_NAME, "marked"].sort());
    expect(stdout).toContain("it does not have the run's tag");
    expect(stdout).not.toContain("deregister-cluster");
    expect(code).toBe(5);
  });

  test("is swept of a kind of AWS by marks alone, whatever the name", async () => {
    const server = await aServer();
    const place = { endpoint: server.origin, region: "us-east-1", kind: "aws" };
    const lines = [
      intend(server, OWN_NAME, { place }),
      intend(server, "marked", { place }),
      outcome("marked", { activation: givenMark(registrationService().kind, MARKED) }),
    ];
    await sweepOf(lines, ["--foreign"]);
    expect(removedFrom(server)).toEqual(["marked"]);
  });

  test("takes no cluster made at another time for the run's, whatever its name", async () => {
    const server = await aServer();
    await sweepOf([intend(server, OWN_NAME, { at: MADE_AT - 600_000 })], ["--foreign"]);
    await sweepOf([intend(server, OWN_NAME, { at: MADE_AT + 600_000 })], ["--foreign"]);
    expect(removedFrom(server)).toEqual([]);
  });

  test("of whatever entries: nothing is removed without the flag, and with it only what has the run's mark or name", async () => {
    const at = fc.constantFrom(1, MADE_AT - 40_000_000, MADE_AT, MADE_AT + 1_000, 9_999_999_999_999);
    const name = fc.constantFrom("prod", "bare", "marked", OWN_NAME);
    const runId = fc.constantFrom(RUN, OTHER_RUN, "r");
    const maybe = <Value>(value: Value) => fc.option(fc.constant(value), { nil: undefined, freq: 1 });
    const activation = fc.option(
      fc.constantFrom(
        givenMark(registrationService().kind, MARKED),
        givenMark(registrationService().kind, {}),
        "0".repeat(16),
      ),
      {
        nil: undefined,
      },
    );
    const kind = fc.constantFrom("emulator", "aws", "reference");
    const asks = fc.record({
      event: fc.constant("intend"),
      name,
      runId,
      at,
      kind,
      case: fc.constant("c"),
      tagged: maybe(true),
      proof: maybe("A".repeat(43)),
    });
    const tells = fc.record({
      event: fc.constantFrom("created", "doubt", "removed", "absent", "left"),
      name,
      runId,
      at,
      activation,
      proved: maybe(true),
    });
    const journal = fc.array(fc.oneof({ weight: 2, arbitrary: asks }, tells), { minLength: 1, maxLength: 6 });
    const usual = journal.map((lines) => lines.map((line) => ({ ...line, runId: RUN, at: MADE_AT })));
    await fc.assert(
      fc.asyncProperty(fc.oneof(journal, { weight: 3, arbitrary: usual }), async (drawn) => {
        const server = await aServer();
        const lines = drawn.map((line) => {
          if (!("kind" in line)) return line;
          const { kind: itsKind, ...entry } = line;
          return { ...entry, place: { endpoint: server.origin, region: "us-east-1", kind: itsKind } };
        });
        await sweepOf(lines);
        expect(removedFrom(server)).toEqual([]);
        await sweepOf(lines, ["--foreign"]);
        const allowed = [OWN_NAME, "marked"].filter((each) => each === "marked" || bearsRun(each, RUN));
        expect(removedFrom(server).filter((each) => !allowed.includes(each))).toEqual([]);
        await closeOpened();
      }),
      { numRuns: 40 },
    );
  });
});

describe("lines that no run writes are refused, each by its number, and nothing is swept", () => {
  const place = { endpoint: "http://127.0.0.1:9", region: "us-east-1", kind: "emulator" };
  const server = { origin: place.endpoint };
  const first = intend(server, "a");

  test.each<[string, readonly object[], number, RegExp]>([
    [
      "an endless span of time",
      [intend(server, "prod", { at: 1 }), intend(server, "prod", { at: 9_999_999_999_999 }), outcome("prod")],
      1,
      /at must be >= /,
    ],
    [
      "a time in the future",
      [first, intend(server, "b", { at: Date.now() + 400_000 })],
      2,
      /its time is in the future/,
    ],
    [
      "a run of more than half a day",
      [intend(server, "a", { at: MADE_AT - 43_300_000 }), first],
      2,
      /more than 12 hours/,
    ],
    ["an outcome without a request", [first, outcome("b")], 2, /no line before it asks for that name/],
    ["an outcome before its request", [outcome("a"), first], 1, /no line before it asks/],
    ["an outcome of another run's request", [first, outcome("a", { runId: OTHER_RUN })], 2, /no line before it asks/],
    [
      "created long before it was asked for",
      [first, outcome("a", { at: MADE_AT - 400_000 })],
      2,
      /before that of the request/,
    ],
    ["a run that is none", [intend(server, "a", { runId: "r" })], 1, /runId must match pattern/],
    ["a name of another run", [intend(server, `${runPrefix(OTHER_RUN)}a`)], 1, /one of another run's/],
    ["tagged otherwise", [intend(server, "a", { tagged: "yes" })], 1, /tagged must be equal to constant/],
    ["a token that was never in a request", [intend(server, "a", { token: 'a"b' })], 1, /token must match pattern/],
    ["an activation in clear", [first, outcome("a", { activation: "mi-0123" })], 2, /activation must match pattern/],
    ["a member that no entry has", [intend(server, "a", { __proto: 1 })], 1, /has "__proto", which no entry has/],
    [
      "a place of another form",
      [intend(server, "a", { place: { ...place, account: "1" } })],
      1,
      /place\.account must match pattern/,
    ],
    [
      "an endpoint with a query",
      [intend(server, "a", { place: { ...place, endpoint: "http://127.0.0.1:9/?x=" } })],
      1,
      /its endpoint is not written as/,
    ],
    [
      "a model of the stranger's own",
      [intend(server, "a", { resource: { spec: "/tmp/model.json", kind: "cluster", ids: ["a"] } })],
      1,
      /resource\.spec must be equal to constant/,
    ],
    [
      "a resource under another name",
      [intend(server, "harmless", { resource: { spec: "eks", kind: "cluster", ids: ["prod"] } })],
      1,
      /its name is not that of its resource/,
    ],
    ["another event", [first, { event: "explode", name: "a", at: MADE_AT }], 2, /event must be equal to one of/],
    ["no entry at all", [first, ["intend"]], 2, /must be object/],
  ])("%s", async (_what, lines, number, why) => {
    const { code, stdout, stderr } = await sweepOf(lines, ["--foreign"]);
    const [told = "", last] = stderr.split("\n").slice(-3);
    expect(stderr).toMatch(why);
    expect(stderr).toMatch(new RegExp(`journal\\.ndjson:${number}: `));
    expect(`${told}${last}`).toMatch(/has (a line|\d+ lines) that no run writes.*; nothing is swept/);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("no more than ten of them are told", async () => {
    const lines = Array.from({ length: 30 }, () => intend(server, "a", { at: 1 }));
    const { stderr } = await sweepOf(lines);
    expect(stderr.match(/journal\.ndjson:\d+:/g)).toHaveLength(10);
    expect(stderr).toContain("has 30 lines that no run writes, 20 more than are shown");
  });

  test("an endless span is refused without the flag, too, and on a double of AWS", async () => {
    const awsPlace = {
      ...place,
      endpoint: "https://eks.us-east-1.amazonaws.com",
      kind: "aws",
      account: "111122223333",
    };
    const lines = [1, 9_999_999_999_999].map((at) => intend(server, "prod", { at, place: awsPlace }));
    expect(await sweepOf([...lines, outcome("prod")])).toMatchObject({ code: 2, stdout: "" });
  });
});

test("credentials stay with the user where the journal alone names the endpoint", async () => {
  const server = await aServer();
  const seen: (string | undefined)[] = [];
  server.override = ({ headers }) => {
    seen.push(headers.authorization, String(headers["x-amz-security-token"] ?? ""));
    return false;
  };
  await withFolder(async (folder) => {
    const journal = join(folder, "journal.ndjson");
    writeFileSync(journal, `${JSON.stringify(intend(server, OWN_NAME))}\n`);
    const env = {
      AWS_ACCESS_KEY_ID: "AKIDREALREALREAL",
      AWS_SECRET_ACCESS_KEY: "a-real-secret",
      AWS_SESSION_TOKEN: "a-real-token",
    };
    await runCommand(["sweep", "--journal", journal, "--foreign"], env);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.join()).not.toMatch(/AKIDREAL|a-real-token/);
    seen.length = 0;
    writeFileSync(journal, `${JSON.stringify(intend(server, OWN_NAME))}\n`);
    await runCommand(["sweep", "--journal", journal, "--foreign", "--endpoint-url", server.origin], env);
    expect(seen.join()).toMatch(/AKIDREAL/);
  });
});
