import { existsSync, readFileSync, watch } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { startRough, type RoughTarget } from "#scripts/bounds/rough-target.ts";
import type { Asked, Treatment } from "#scripts/bounds/treatment.ts";
import { outstanding } from "#custody/journal/outstanding.ts";
import { readJournal } from "#custody/journal/journal.ts";
import { readRunRecord, runCli, startCli, withFolder, type CliProcess } from "#tests/helpers/cli-process.ts";
import { beforeItEnds, milestones } from "#tests/helpers/milestones.ts";
import { startLoopback, type LoopbackServer } from "#tests/helpers/servers/loopback.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { ACCOUNT } from "#tests/helpers/servers/sts-server.ts";

/** A wait that a signal does not cut short lasts longer than a test may. */
const FOR_EVER = ["--timeout-ms", "3600000"];
const LIMIT_MS = 500_000;
const SIGNALS = (["SIGINT", "SIGTERM", "SIGHUP"] as const).slice(0, sizes(1, 3));
const UNDER_WAY = 200;

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const [ANSWER, HANG]: [Treatment, Treatment] = [{ kind: "answer" }, { kind: "hang" }];
const throttle = (retryAfter: number): Treatment => ({ kind: "throttle", retryAfter });

interface Rough {
  readonly what: string;
  readonly treat: (asked: Asked) => Treatment;
  /** The signal comes with the first request of which this holds. */
  readonly at: (asked: Asked) => boolean;
}

const underWay = ({ count }: Asked): boolean => count >= UNDER_WAY;
const deletes = ({ method }: Asked): boolean => method === "DELETE";

/** Before reads may lag no longer, but not before a look that comes at once. */
const LATE: Rough = {
  what: "that registers two seconds and a half after it was asked",
  treat: (asked) => (asked.method === "POST" ? { kind: "answer", workAfterMs: 2_500 } : ANSWER),
  at: ({ method, count }) => method === "POST" && count > 3,
};

const ROUGH: readonly Rough[] = [
  { what: "that never answers", treat: () => HANG, at: () => true },
  { what: "that hangs under way", treat: (asked) => (underWay(asked) ? HANG : ANSWER), at: underWay },
  {
    what: "that asks for an hour's pause",
    treat: (asked) => (underWay(asked) ? throttle(3600) : ANSWER),
    at: underWay,
  },
  { what: "that throttles under way", treat: (asked) => (underWay(asked) ? throttle(0) : ANSWER), at: underWay },
  { what: "that hangs at each removal", treat: (asked) => (deletes(asked) ? HANG : ANSWER), at: deletes },
  { what: "that throttles each removal", treat: (asked) => (deletes(asked) ? throttle(0) : ANSWER), at: deletes },
  LATE,
];

interface AtTarget {
  readonly target: RoughTarget;
  readonly run: CliProcess;
  readonly folder: string;
}

/** A run, when the request has come that the signal is to come with. */
async function whenAsked({ treat, at }: Rough, use: (aimed: AtTarget) => Promise<void>): Promise<void> {
  const { pass, reached } = milestones();
  const target = await startRough((asked) => {
    if (at(asked)) pass();
    return treat(asked);
  });
  open.push(target);
  await withFolder(async (folder) => {
    const run = startCli(["run", "--endpoint-url", target.url, "--out", folder, "--seed", "7", ...FOR_EVER]);
    await beforeItEnds(run, reached(1));
    await use({ target, run, folder });
  });
}

describe.each(ROUGH)("at a target $what", (rough) => {
  test.each(SIGNALS)(
    "%s ends a run, and what is left is named",
    (signal) =>
      whenAsked(rough, async ({ target, run, folder }) => {
        run.child.kill(signal);
        const { code, stdout } = await run.done;
        const { left } = readRunRecord(folder).clusters;
        expect(code).toBe(left.length > 0 ? 5 : 130);
        const named = outstanding(readJournal(join(folder, "journal.ndjson"))).map(({ name }) => name);
        const there = target.clusterNames();
        expect(there.filter((name) => !named.includes(name))).toEqual([]);
        expect(there.filter((name) => !left.some((each) => each.name === name))).toEqual([]);
        // A long name is told by its beginning.
        for (const { name } of left) expect(stdout).toContain(name.slice(0, 39));
      }),
    LIMIT_MS,
  );
});

test("a sweep right after a kill -9 waits for what the endpoint is still at", () =>
  whenAsked(LATE, async ({ target, run, folder }) => {
    run.child.kill("SIGKILL");
    await run.done;
    expect(await runCli(["sweep", "--journal", join(folder, "journal.ndjson")])).toMatchObject({ code: 0 });
    expect(target.clusterNames()).toEqual([]);
  }));

test("a second signal ends a clean-up that hangs at once, and names what may be left", () =>
  whenAsked({ what: "", treat: (asked) => (underWay(asked) ? HANG : ANSWER), at: underWay }, async (aimed) => {
    const { run, folder, target } = aimed;
    run.child.kill("SIGINT");
    await run.seen("Interrupt again to leave them");
    run.child.kill("SIGINT");
    const { code, stderr } = await run.done;
    expect(code).toBe(130);
    expect(stderr).toContain(`main.js sweep --journal ${join(folder, "journal.ndjson")}`);
    const untold = target.clusterNames().filter((name) => !stderr.includes(`may be left: ${JSON.stringify(name)}`));
    const [, more = "0"] = /^and (\d+) more$/m.exec(stderr) ?? [];
    expect(untold.length).toBeLessThanOrEqual(Number(more));
    // The first signal's clean-up would have ended with a record.
    expect(existsSync(join(folder, "run.json"))).toBe(false);
  }));

const NOTHING_SENT = /^Interrupted before anything was sent\.$/m;

describe("before anything is sent", () => {
  const aws = ["--aws", "--region", "us-east-1", "--sandbox-account", ACCOUNT];

  /** Takes a request and never answers. */
  async function silent(): Promise<LoopbackServer & { readonly asked: Promise<void> }> {
    const { pass, reached } = milestones();
    const server = await startLoopback(() => pass());
    open.push(server);
    return { ...server, asked: reached(1) };
  }

  /** Takes the way to STS and never goes it. */
  async function silentProxy(): Promise<{ readonly url: string; readonly asked: Promise<void> }> {
    const { pass, reached } = milestones();
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      pass();
    });
    open.push({
      close: () => {
        server.close();
        for (const socket of sockets) socket.destroy();
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, asked: reached(1) };
  }

  test.each(SIGNALS)(
    "%s ends a run whose credentials do not come",
    (signal) =>
      withFolder(async (folder) => {
        const server = await silent();
        const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: server.url, AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };
        const run = startCli(["run", ...aws, "--out", folder], env);
        await beforeItEnds(run, server.asked);
        run.child.kill(signal);
        expect(await run.done).toMatchObject({ code: 130, stderr: expect.stringMatching(NOTHING_SENT) });
        expect(existsSync(join(folder, "run.lock"))).toBe(false);
      }),
    LIMIT_MS,
  );

  test.each(SIGNALS)(
    "%s ends a run whose account STS does not tell",
    (signal) =>
      withFolder(async (folder) => {
        const proxy = await silentProxy();
        const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
        const run = startCli(["run", ...aws, "--out", folder], { ...keys, HTTPS_PROXY: proxy.url, NO_PROXY: "" });
        await beforeItEnds(run, proxy.asked);
        run.child.kill(signal);
        expect(await run.done).toMatchObject({ code: 130, stderr: expect.stringMatching(NOTHING_SENT) });
      }),
    LIMIT_MS,
  );
});

test.each(SIGNALS)(
  "%s while the reports are written leaves them whole",
  (signal) =>
    withFolder(async (folder) => {
      const { pass, reached } = milestones();
      const watcher = watch(folder, (_event, file) => {
        if (file === "index.html") pass();
      });
      open.push(watcher);
      const run = startCli(["run", "--out", folder, "--seed", "7", "--cases", "2"]);
      await beforeItEnds(run, reached(1));
      run.child.kill(signal);
      expect([0, 130]).toContain((await run.done).code);
      expect(readRunRecord(folder).clusters.left).toEqual([]);
      expect(readFileSync(join(folder, "index.html"), "utf8").trimEnd()).toMatch(/<\/html>$/);
    }),
  LIMIT_MS,
);
