import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { runHurl } from "#tests/helpers/finding-files.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { everythingIn } from "#tests/helpers/servers/gossiping-server.ts";
import { startLoopback } from "#tests/helpers/servers/loopback.ts";
import { ACCOUNT, startSts } from "#tests/helpers/servers/sts-server.ts";

const OWN = { accessKeyId: "AKIDOWNOWNOWN", secretAccessKey: "own-not-a-real-secret" };
const EXPIRED = {
  accessKeyId: "AKIDEXPIREDEXPIRED",
  secretAccessKey: "expired-not-a-real-secret",
  sessionToken: "expired-not-a-real-token",
};
const DENIED = { accessKeyId: "AKIDDENIEDDENIED", secretAccessKey: "denied-not-a-real-secret" };
const SECRETS = [OWN, EXPIRED, DENIED].flatMap((each) => Object.values(each));

const PROFILES = `[old]
aws_access_key_id = ${EXPIRED.accessKeyId}
aws_secret_access_key = ${EXPIRED.secretAccessKey}
aws_session_token = ${EXPIRED.sessionToken}
[reader]
aws_access_key_id = ${DENIED.accessKeyId}
aws_secret_access_key = ${DENIED.secretAccessKey}
[self]
aws_access_key_id = ${OWN.accessKeyId}
aws_secret_access_key = ${OWN.secretAccessKey}
`;
const BOTH = ["--feature", "expired-token=old", "--feature", "no-permission=reader"];
const SELECT = ["--select", "api.auth.expired-token", "--select", "api.auth.no-permission"];

interface Server {
  readonly auth?: boolean;
  readonly fault?: string;
}

const startServer = (server: Server = {}) =>
  startReferenceServer({
    auth: true,
    credentials: OWN,
    others: [
      { ...EXPIRED, expiresAt: 0 },
      { ...DENIED, denied: true },
    ],
    ...server,
  });

/** Runs these flags in a folder with the profiles, against a server that verifies signatures. */
async function runAt(folder: string, url: string, flags: readonly string[], more: Record<string, string> = {}) {
  const credentials = join(folder, "credentials");
  writeFileSync(credentials, PROFILES);
  const out = join(folder, "out");
  const args = ["run", "--endpoint-url", url, "--region", "us-east-1", "--seed", "1", "--cases", "0", "--out", out];
  const ran = await runCommand([...args, ...SELECT, ...flags], {
    AWS_ACCESS_KEY_ID: OWN.accessKeyId,
    AWS_SECRET_ACCESS_KEY: OWN.secretAccessKey,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_CONFIG_FILE: "/dev/null",
    ...more,
  });
  return { ...ran, out };
}

async function verdictsOf(flags: readonly string[], server: Server = {}) {
  const running = await startServer(server);
  try {
    return await withFolder(async (folder) => {
      const { code, stderr, out } = await runAt(folder, running.url, flags);
      const { requirements } = readRunRecord(out);
      const verdicts = Object.fromEntries(requirements.map(({ id, verdict }) => [id, verdict]));
      const reasons = Object.fromEntries(requirements.map(({ id, reason }) => [id, reason]));
      const said = `${everythingIn(out)}\n${stderr}`;
      return {
        code,
        verdicts,
        reasons,
        told: SECRETS.filter((secret) => said.includes(secret)),
        left: running.clusterNames(),
      };
    });
  } finally {
    await running.close();
  }
}

describe("callers to be refused", () => {
  test("are judged where profiles of them are named, and no secret of theirs is told", async () => {
    const { code, verdicts, told, left } = await verdictsOf(BOTH);
    expect(verdicts).toMatchObject({ "api.auth.expired-token": "pass", "api.auth.no-permission": "pass" });
    expect(told).toEqual([]);
    expect(left).toEqual([]);
    expect(code).toBe(0);
  });

  test("are not exercised otherwise, and the report says how they would be", async () => {
    const { verdicts, reasons } = await verdictsOf(["--select", "api.auth.unsigned"]);
    expect(verdicts["api.auth.no-permission"]).toBe("not-applicable");
    expect(reasons["api.auth.no-permission"]).toContain("--feature no-permission=PROFILE");
    expect(reasons["api.auth.expired-token"]).toContain("--feature expired-token=PROFILE");
  });

  test("that are let through fail the run, and nothing of them is left", async () => {
    const { code, verdicts, told, left } = await verdictsOf(BOTH, { fault: "permission-not-checked" });
    expect(verdicts["api.auth.no-permission"]).toBe("fail");
    expect(told).toEqual([]);
    expect(left).toEqual([]);
    expect(code).toBe(1);
  });
});

describe("credentials that are not what they are handed over as are refused before anything is sent", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["a profile that is not there", ["--feature", "no-permission=nobody"], /--feature no-permission=nobody: No AWS/],
    ["no session token", ["--feature", "expired-token=reader"], /expired-token=reader: .* no aws_session_token/],
    ["the run's own", ["--feature", "no-permission=self"], /no-permission=self: .* the run itself signs with/],
    ["no signatures", ["--no-sign", ...BOTH], /expired-token=old .* --no-sign/],
  ])("%s", async (_what, flags, message) => {
    const server = await startServer();
    try {
      await withFolder(async (folder) => {
        const { code, stderr } = await runAt(folder, server.url, flags);
        expect(code).toBe(2);
        expect(stderr).toMatch(message);
        expect(server.requests()).toBe(0);
      });
    } finally {
      await server.close();
    }
  });
});

describe("where an account is guarded, STS is asked about each of them", () => {
  const IDENTITY = (account: string): string =>
    `<GetCallerIdentityResponse><Arn>arn:aws:iam::${account}:user/ci</Arn><Account>${account}</Account></GetCallerIdentityResponse>`;

  /** Says of each key whose it is; undefined for one that has expired. */
  const startStsOf = (accounts: Readonly<Record<string, string | undefined>>) =>
    startLoopback((request, response) => {
      request.resume();
      const key = /Credential=(\w+)/.exec(request.headers.authorization ?? "")?.[1] ?? "";
      const account = accounts[key];
      response.writeHead(account === undefined ? 403 : 200, { "content-type": "text/xml" });
      response.end(account === undefined ? "<Error><Code>ExpiredToken</Code></Error>" : IDENTITY(account));
    });

  async function guardedRun(accounts: Readonly<Record<string, string | undefined>>, flags: readonly string[]) {
    const server = await startServer();
    const sts = await startStsOf({ [OWN.accessKeyId]: ACCOUNT, ...accounts });
    try {
      return await withFolder(async (folder) => {
        const all = ["--sandbox-account", ACCOUNT, ...flags];
        const { code, stderr } = await runAt(folder, server.url, all, { AWS_ENDPOINT_URL_STS: sts.url });
        return { code, stderr, sent: server.requests() };
      });
    } finally {
      await server.close();
      sts.close();
    }
  }

  test("and they sign once it has said what they are", async () => {
    const { code } = await guardedRun({ [DENIED.accessKeyId]: ACCOUNT, [EXPIRED.accessKeyId]: undefined }, BOTH);
    expect(code).toBe(0);
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["one of another account", { [DENIED.accessKeyId]: "999999999999" }, /belong to the account 999999999999/],
    ["a token that still holds", { [DENIED.accessKeyId]: ACCOUNT, [EXPIRED.accessKeyId]: ACCOUNT }, /still hold/],
  ])("%s signs nothing", async (_what, accounts, message) => {
    const { code, stderr, sent } = await guardedRun(accounts, BOTH);
    expect(sent).toBe(0);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test("and where STS does not say, the run is inconclusive", async () => {
    const sts = await startSts({ status: 500 });
    const server = await startServer();
    try {
      await withFolder(async (folder) => {
        const flags = ["--sandbox-account", ACCOUNT, ...BOTH];
        const { code } = await runAt(folder, server.url, flags, { AWS_ENDPOINT_URL_STS: sts.url });
        expect(server.requests()).toBe(0);
        expect(code).toBe(3);
      });
    } finally {
      sts.close();
      await server.close();
    }
  });
});

const withHurl = needing("Hurl");

withHurl.describe("the file of a finding about another caller", () => {
  withHurl.test.each([
    ["expired-token-accepted-for-registrations", "api.auth.expired-token"],
    ["expired-token-accepted", "api.auth.expired-token"],
    ["permission-not-checked", "api.auth.no-permission"],
  ])("%s: fails there, and holds where it is refused", async (fault, requirement) => {
    const [faulty, sound] = [await startServer({ fault }), await startServer()];
    const keys = {
      AWS_ACCESS_KEY_ID: OWN.accessKeyId,
      AWS_SECRET_ACCESS_KEY: OWN.secretAccessKey,
      EXPIRED_TOKEN_ACCESS_KEY_ID: EXPIRED.accessKeyId,
      EXPIRED_TOKEN_SECRET_ACCESS_KEY: EXPIRED.secretAccessKey,
      EXPIRED_TOKEN_SESSION_TOKEN: EXPIRED.sessionToken,
      NO_PERMISSION_ACCESS_KEY_ID: DENIED.accessKeyId,
      NO_PERMISSION_SECRET_ACCESS_KEY: DENIED.secretAccessKey,
    };
    try {
      await withFolder(async (folder) => {
        const { out } = await runAt(folder, faulty.url, BOTH);
        const file = join(out, "findings", `${requirement}.hurl`);
        const ends = [
          await runHurl(file, faulty.url, keys),
          await runHurl(file, sound.url, keys),
          await runHurl(file, sound.url),
        ];
        expect(ends.map((code) => code === 0)).toEqual([false, true, false]);
        expect([...faulty.clusterNames(), ...sound.clusterNames()]).toEqual([]);
      });
    } finally {
      await faulty.close();
      await sound.close();
    }
  });
});
