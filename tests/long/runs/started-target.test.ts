import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { MAIN, readRunRecord, runCli, startCli, withFolder, withVerdict } from "#tests/helpers/cli-process.ts";

const MORTAL = fileURLToPath(new URL("../../helpers/servers/mortal-server.mjs", import.meta.url));
const SERVE = `'${process.execPath}' '${MAIN}' serve --port {port}`;
const FEW = ["--cases", "0", "--seed", "3", "--select", "register.name.*"];

function groupsIn(stderr: string): number[] {
  return [...stderr.matchAll(/in process group (\d+)/g)].map(([, group]) => Number(group));
}

/** As `mortal-server.mjs` prints them, once for each of its lives. */
function processesIn(log: string): number[] {
  return [...log.matchAll(/^process (\d+)$/gm)].map(([, id]) => Number(id));
}

/** Resolves once no process of the groups is left; whoever takes in orphans may take a moment to see them off. */
async function allGone(groups: readonly number[], processes: readonly number[] = []): Promise<void> {
  // Nobody tells of the end of a process that is not one's own child.
  while ([...groups.map((group) => -group), ...processes].some(isThere)) await sleep(20);
}

/** A process, or with its negative id a process group. */
function isThere(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

test("starts the target on a free port, judges it, and leaves no process", () =>
  withFolder(async (out) => {
    const { code, stdout, stderr } = await runCli(["run", "--command", SERVE, "--out", out, ...FEW]);
    expect(stdout).toContain("✓ Conformant");
    expect(code).toBe(0);
    expect(groupsIn(stderr)).toHaveLength(1);
    await allGone(groupsIn(stderr));
    expect(readFileSync(join(out, "target.log"), "utf8")).toContain("Reference server on");
    expect(readRunRecord(out).target.command).toBe(SERVE);
  }));

test("a replay starts it on a port of its own", () =>
  withFolder(async (out) => {
    await runCli(["run", "--command", SERVE, "--out", out, ...FEW]);
    const [kept] = readRunRecord(out).requirements.flatMap(({ cases }) => cases);
    const again = ["replay", join(out, "run.json"), "--case", kept?.id ?? "", "--command", SERVE];
    const { code, stderr } = await runCli(again);
    expect(stderr).toContain(`Replaying ${kept?.id}`);
    expect(code).toBe(0);
    await allGone(groupsIn(stderr));
  }));

test("the port that the command names is where the target is looked for", () =>
  withFolder(async (out) => {
    const taken = await startReferenceServer({ port: 0 });
    await taken.close();
    const command = `'${process.execPath}' '${MAIN}' serve --port ${new URL(taken.url).port}`;
    const { code, stderr } = await runCli(["run", "--command", command, "--out", out, ...FEW]);
    expect(stderr).toContain(`it is ${taken.url}`);
    expect(code).toBe(0);
    await allGone(groupsIn(stderr));
  }));

test("a target that dies is started again, and the requirement that kills it is named, no other", () =>
  withFolder(async (out) => {
    const command = `'${process.execPath}' '${MORTAL}' {port}`;
    const { code, stderr } = await runCli(["run", "--command", command, "--no-sign", "--out", out, ...FEW]);
    expect(stderr).toContain("it was ended by SIGKILL");
    expect(code).toBe(1);
    expect(withVerdict(readRunRecord(out), "fail")).toEqual(["register.name.max-length"]);
    const lives = processesIn(readFileSync(join(out, "target.log"), "utf8"));
    expect(lives.length).toBeGreaterThan(1);
    await allGone(groupsIn(stderr), lives);
  }));

test.each(["SIGKILL", "SIGINT"] as const)("%s to the run ends the target too", (signal) =>
  withFolder(async (out) => {
    const run = startCli(["run", "--command", SERVE, "--out", out, "--rps", "5"]);
    await run.seen("Testing http://127.0.0.1");
    run.child.kill(signal);
    const { code, stderr } = await run.done;
    expect(code).toBe(signal === "SIGINT" ? 130 : null);
    const [group = 0] = groupsIn(stderr);
    expect(group).toBeGreaterThan(0);
    await allGone([group]);
  }),
);

test.each<[line: string, code: number, says: string]>([
  ["no-such-program -x", 2, "there is no program no-such-program"],
  ["false", 3, "before it answered, it ended with exit code 1"],
  ["sh -c 'echo not today; sleep 600'", 3, "its last output: not today"],
  ["a > b", 2, "needs a shell"],
])("--command %j: exit %d", (line, expected, says) =>
  withFolder(async (out) => {
    const args = ["--endpoint-url", "http://127.0.0.1:9", "--wait-for-target", "5", "--out", out];
    const { code, stdout, stderr } = await runCli(["run", "--command", line, ...args]);
    expect(stdout).toBe("");
    expect(code).toBe(expected);
    expect(stderr).toContain(says);
    await allGone(groupsIn(stderr));
  }),
);

test("is refused where something answers already, with AWS, and without a place", () =>
  withFolder(async (out) => {
    const server = await startReferenceServer({ port: 0 });
    try {
      const taken = await runCli(["run", "--command", "true", "--endpoint-url", server.url, "--out", out]);
      expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining("something answers at") });
    } finally {
      await server.close();
    }
    const aws = ["--aws", "--region", "us-east-1", "--sandbox-account", "111122223333"];
    const onAws = await runCli(["run", "--command", "true", "--out", out, ...aws]);
    expect(onAws).toMatchObject({ code: 2, stderr: expect.stringContaining("is AWS") });
    const nowhere = await runCli(["run", "--command", "true", "--out", out]);
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining("write {port}") });
  }));

test("--wait-for-target that is over is exit 3 and one line", () =>
  withFolder(async (out) => {
    const args = ["--endpoint-url", "http://127.0.0.1:9", "--wait-for-target", "0.2", "--out", out];
    const { code, stderr } = await runCli(["run", ...args]);
    expect(code).toBe(3);
    expect(stderr.trim()).toMatch(/^eks-conformance: --wait-for-target 0.2: .* did not answer within 0.2 s \(.*\)$/);
  }));
