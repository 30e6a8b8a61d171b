import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { closeOpened, httpServer, onCleanUp } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const CASE = "register/control/minimal";
const REAL = {
  AWS_ACCESS_KEY_ID: "AKIAOFTHEUSERSOWN",
  AWS_SECRET_ACCESS_KEY: "secret-of-the-user",
  AWS_SESSION_TOKEN: "session-of-the-user",
};

/** The flags that replay a record whose endpoint somebody has changed. */
async function recordAt(folder: string, endpoint: string): Promise<string[]> {
  const server = await startReferenceServer();
  onCleanUp(() => server.close());
  const few = ["--cases", "0", "--format", "json", "--select", "register.route"];
  await runCommand(["run", "--endpoint-url", server.url, "--out", folder, ...few]);
  const file = join(folder, "run.json");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(server.url, endpoint));
  return ["replay", file, "--case", CASE, "--format", "json", "--out", join(folder, "again")];
}

/** A server that notes what its callers show of themselves. */
async function noting() {
  const shown: string[] = [];
  const origin = await httpServer((request, response) => {
    const { authorization, "x-amz-security-token": token } = request.headers;
    shown.push(`${authorization} ${String(token)}`);
    response.end("{}");
  });
  return { origin, shown };
}

test("a file that only a record names as its contract is not opened", () =>
  withFolder(async (folder) => {
    const { origin } = await noting();
    const words = await recordAt(folder, origin);
    const file = join(folder, "run.json");
    const record = JSON.parse(readFileSync(file, "utf8")) as { run: { options: Record<string, unknown> } };
    record.run.options["spec"] = join(folder, "there-is-none.json");
    writeFileSync(file, JSON.stringify(record));
    const { code, stderr } = await runCommand(words);
    expect(stderr).toBe("eks-conformance: replay: the record's contract is a file of its run: name it with --spec\n");
    expect(code).toBe(2);
  }));

describe("an endpoint that only a record names", () => {
  test("gets no credentials of the user's where it is nearby, and they are told how to give them", () =>
    withFolder(async (folder) => {
      const { origin, shown } = await noting();
      const { stderr } = await runCommand(await recordAt(folder, origin), REAL);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.join("\n")).not.toMatch(/USERSOWN|session-of/);
      expect(stderr).toContain("signed with dummy credentials: give --endpoint-url to sign with yours");
    }));

  test("gets them once the user names it, too", () =>
    withFolder(async (folder) => {
      const { origin, shown } = await noting();
      await runCommand([...(await recordAt(folder, origin)), "--endpoint-url", origin], REAL);
      expect(shown[0]).toContain("USERSOWN");
    }));

  test("gets nothing where it is elsewhere", () =>
    withFolder(async (folder) => {
      const { code, stderr } = await runCommand(await recordAt(folder, "https://evil.example"), REAL);
      expect(stderr).toMatch(/only the record says .* add --endpoint-url https:\/\/evil\.example\n$/);
      expect(code).toBe(2);
    }));
});
