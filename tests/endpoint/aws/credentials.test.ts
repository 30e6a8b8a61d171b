import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Credentials } from "#protocol/signing/credentials.ts";
import {
  DUMMY_CREDENTIALS,
  refreshing,
  resolveCredentials,
  type CredentialOptions,
} from "#endpoint/aws/credentials.ts";

const LOCAL = "http://localhost:4566";
const AWS = "https://eks.us-east-1.amazonaws.com";
const FROM_CHAIN: Credentials = { accessKeyId: "AKIACHAIN", secretAccessKey: "chain" };

/** What is resolved, and with which profile the chain was asked, if it was. */
async function resolved(options: Partial<CredentialOptions>) {
  const asked: (string | undefined)[] = [];
  const { source, replaced } = await resolveCredentials({
    endpoint: LOCAL,
    env: {},
    chain: ({ profile }) => {
      asked.push(profile);
      return Promise.resolve(() => Promise.resolve(FROM_CHAIN));
    },
    ...options,
  });
  return { credentials: await source(), asked, replaced };
}

const KEYS = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "env" };

describe("the order", () => {
  test("loopback and private endpoints need none", async () => {
    for (const endpoint of [LOCAL, "http://[::1]:1", "http://10.0.0.1", "http://localstack:4566"]) {
      expect(await resolved({ endpoint })).toEqual({ credentials: DUMMY_CREDENTIALS, asked: [], replaced: undefined });
    }
  });

  test("others get the chain's", async () => {
    for (const endpoint of [AWS, "https://emulator.example.com"]) {
      expect(await resolved({ endpoint })).toMatchObject({ credentials: FROM_CHAIN, asked: [undefined] });
    }
  });

  test("the environment's keys go before both", async () => {
    const { credentials, asked } = await resolved({ env: { ...KEYS, AWS_SESSION_TOKEN: "t" }, endpoint: AWS });
    expect(credentials).toEqual({ accessKeyId: "AKIAENV", secretAccessKey: "env", sessionToken: "t" });
    expect(asked).toEqual([]);
    expect((await resolved({ env: KEYS })).credentials.accessKeyId).toBe("AKIAENV");
  });

  test("a named profile goes before the environment's keys", async () => {
    expect((await resolved({ profile: "dev", env: KEYS })).asked).toEqual(["dev"]);
    expect((await resolved({ env: { ...KEYS, AWS_PROFILE: "ops" } })).asked).toEqual(["ops"]);
  });
});

describe("what cannot be had", () => {
  const chain = () => Promise.resolve(() => Promise.reject(new Error("The profile is not there.")));

  test.each<[string, Partial<CredentialOptions>, string]>([
    [
      "a profile of AWS_PROFILE",
      { env: { AWS_PROFILE: "gone" }, chain },
      "for the profile gone: The profile is not there.",
    ],
    ["a profile that a flag names", { profile: "gone", chain }, "for the profile gone"],
    ["half a pair of keys", { env: { AWS_ACCESS_KEY_ID: "a" } }, "AWS_SECRET_ACCESS_KEY is not"],
  ])("%s: near by, dummies stand for it, and the reason is told", async (_what, options, reason) => {
    const { source, replaced } = await resolveCredentials({ endpoint: LOCAL, env: {}, ...options });
    expect(await source()).toBe(DUMMY_CREDENTIALS);
    expect(replaced).toContain(reason);
  });

  test.each([
    ["where an account is to be verified", { endpoint: LOCAL, real: true }],
    ["elsewhere", { endpoint: "https://emulator.example.com" }],
  ])("%s: nothing stands for it", async (_where, place) => {
    const asked = resolveCredentials({ ...place, env: { AWS_PROFILE: "gone" }, chain });
    await expect(asked).rejects.toMatchObject({ name: "CredentialsError" });
  });

  test("an empty AWS_PROFILE names none", async () => {
    expect((await resolved({ env: { AWS_PROFILE: "" }, endpoint: AWS })).asked).toEqual([undefined]);
  });
});

describe("errors", () => {
  test("half a pair of keys", async () => {
    await expect(resolved({ endpoint: AWS, env: { AWS_ACCESS_KEY_ID: "a" } })).rejects.toThrow(
      "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not.",
    );
    await expect(resolved({ endpoint: AWS, env: { AWS_SECRET_ACCESS_KEY: "s" } })).rejects.toMatchObject({
      name: "CredentialsError",
    });
  });

  test("the chain's own words, on one line, with what to do", async () => {
    const chain = () => Promise.resolve(() => Promise.reject(new Error("Token is expired.\nRun aws sso login")));
    await expect(resolved({ endpoint: AWS, chain })).rejects.toMatchObject({
      name: "CredentialsError",
      message: expect.stringMatching(
        /^No AWS credentials: Token is expired\. Run aws sso login\. Set AWS_ACCESS_KEY_ID .*--no-sign\.$/,
      ),
    });
  });
});

test("the SDK's chain reads a profile", async () => {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-credentials-"));
  const before = process.env;
  try {
    const file = join(folder, "credentials");
    writeFileSync(file, "[conformance]\naws_access_key_id = AKIAFILE\naws_secret_access_key = file\n");
    process.env = {
      ...before,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SHARED_CREDENTIALS_FILE: file,
      AWS_CONFIG_FILE: join(folder, "config"),
    };
    const { source } = await resolveCredentials({ endpoint: AWS, env: {}, profile: "conformance" });
    expect(await source()).toMatchObject({ accessKeyId: "AKIAFILE", secretAccessKey: "file" });
    await expect(resolveCredentials({ endpoint: AWS, env: {}, profile: "nobody" })).rejects.toThrow(
      /^No AWS credentials for the profile nobody: /,
    );
  } finally {
    process.env = before;
    rmSync(folder, { recursive: true });
  }
});

describe("credentials that expire", () => {
  const MINUTE = 60_000;

  /** A provider whose nth credentials expire `validMs` after they were fetched; fails once told to. */
  function provider(clock: { now: number }, validMs: number) {
    const state = { fetches: 0, failing: false };
    const fetch = (): Promise<Credentials> => {
      if (state.failing) return Promise.reject(new Error("no network"));
      state.fetches += 1;
      const expiration = new Date(clock.now + validMs);
      return Promise.resolve({ accessKeyId: `AKIA${state.fetches}`, secretAccessKey: "s", expiration });
    };
    return { state, fetch };
  }

  test("are used at once while valid, and fetched once for all before they expire", async () => {
    const clock = { now: 0 };
    const { state, fetch } = provider(clock, 60 * MINUTE);
    const source = await refreshing(fetch, () => clock.now);
    clock.now = 54 * MINUTE;
    expect(source()).not.toBeInstanceOf(Promise);
    clock.now = 56 * MINUTE;
    expect(source()).toMatchObject({ accessKeyId: "AKIA1" });
    expect(source()).toMatchObject({ accessKeyId: "AKIA1" });
    await new Promise((resolve) => setImmediate(resolve));
    expect(source()).toMatchObject({ accessKeyId: "AKIA2" });
    clock.now += 70 * MINUTE;
    const three = await Promise.all([source(), source(), source()]);
    expect(three.map(({ accessKeyId }) => accessKeyId)).toEqual(["AKIA3", "AKIA3", "AKIA3"]);
    expect(state.fetches).toBe(3);
  });

  test("serve to their end when no new ones are to be had, and fail after it", async () => {
    const clock = { now: 0 };
    const { state, fetch } = provider(clock, 60 * MINUTE);
    const source = await refreshing(fetch, () => clock.now);
    state.failing = true;
    clock.now = 58 * MINUTE;
    expect(await source()).toMatchObject({ accessKeyId: "AKIA1" });
    clock.now = 61 * MINUTE;
    await expect(source()).rejects.toThrow("no network");
    state.failing = false;
    expect(await source()).toMatchObject({ accessKeyId: "AKIA2" });
  });

  test("that never last long are not fetched for every request", async () => {
    const clock = { now: 0 };
    const { state, fetch } = provider(clock, MINUTE);
    const source = await refreshing(fetch, () => clock.now);
    for (; clock.now < 30_000; clock.now += 1_000) await source();
    expect(state.fetches).toBeLessThanOrEqual(3);
  });
});
