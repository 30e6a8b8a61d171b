import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { RUN_DEFAULTS, type RunFlags } from "../../../../cli/run/run-flags.ts";
import { openRunTarget, plannedTarget, settingsFor } from "../../../../cli/run/target/run-target.ts";

const FLAGS: RunFlags = { ...RUN_DEFAULTS, out: "out" };

describe("--profile", () => {
  test("names the profile of AWS's config file that the endpoint and the Region come from", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "profile-")), "config");
    writeFileSync(file, "[profile dev]\nendpoint_url = http://127.0.0.1:4566\nregion = eu-west-1\n");
    const env = { AWS_CONFIG_FILE: file };
    expect(await plannedTarget({ ...FLAGS, profile: "dev" }, env)).toMatchObject({
      endpoint: "http://127.0.0.1:4566",
      region: "eu-west-1",
    });
  });
});

describe("a plan of a target that a command starts", () => {
  const none = { AWS_CONFIG_FILE: "/dev/null" };

  test.each<[flags: { command?: string; endpointUrl?: string }, env: NodeJS.ProcessEnv, place: object]>([
    [{}, none, { endpoint: "http://127.0.0.1", settings: { kind: "reference" } }],
    [{ command: "moto_server -p 5000" }, none, { endpoint: "http://127.0.0.1", settings: { kind: "emulator" } }],
    [
      { command: "moto_server -p {port}", endpointUrl: "http://127.0.0.1:{port}/base" },
      none,
      { endpoint: "http://127.0.0.1/base", settings: { kind: "emulator" } },
    ],
    [
      { command: "moto_server -p {port}" },
      { ...none, AWS_ENDPOINT_URL: "https://eks.us-east-1.amazonaws.com" },
      { settings: { kind: "emulator" } },
    ],
    [
      { command: "moto_server -p 5000" },
      { ...none, AWS_ENDPOINT_URL: "http://emulator.example" },
      { endpoint: "http://emulator.example" },
    ],
  ])("%j with %j is one of an emulator", async (flags, env, place) => {
    expect(await plannedTarget({ ...FLAGS, ...flags }, env)).toMatchObject(place);
  });
});

test("a whole service is kept off AWS whatever names the endpoint, before credentials are looked for", async () => {
  const env = { AWS_ENDPOINT_URL_EKS: "https://eks.us-west-2.amazonaws.com", AWS_REGION: "us-west-2" };
  const flags = { ...FLAGS, spec: "eks", sandboxAccount: "111122223333" };
  const refusal = { name: "UsageError", message: expect.stringContaining("does not run on AWS") };
  await expect(plannedTarget(flags, env)).rejects.toMatchObject(refusal);
  await expect(openRunTarget(flags, new AbortController().signal, env)).rejects.toMatchObject(refusal);
  expect(await plannedTarget({ ...flags, spec: undefined }, env)).toMatchObject({ region: "us-west-2" });
});

describe("--kind", () => {
  test("chooses the settings, whatever the endpoint looks like", () => {
    expect(settingsFor({ ...FLAGS, kind: "aws" }, "http://127.0.0.1:4566").kind).toBe("aws");
  });

  test.each([
    [undefined, "reference"],
    ["http://127.0.0.1:4566", "emulator"],
    ["https://eks.eu-west-1.amazonaws.com", "aws"],
  ])("when not given, follows from the endpoint %s: %s", (endpoint, kind) => {
    expect(settingsFor(FLAGS, endpoint).kind).toBe(kind);
  });

  test("leaves its limits where no flag lays others over them", () => {
    expect(settingsFor({ ...FLAGS, kind: "aws", maxLive: 2 }, undefined)).toMatchObject({ maxLive: 2, concurrency: 3 });
  });
});

describe("a session token over plain http", () => {
  const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
  const token = { AWS_SESSION_TOKEN: "not-a-real-token" };

  /** Nothing is sent: it is told before. */
  async function warningsAt(endpointUrl: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
    const flags = { ...FLAGS, endpointUrl, region: "us-east-1" };
    const target = await openRunTarget(flags, new AbortController().signal, { ...keys, ...env });
    await target.close();
    return target.warnings;
  }

  test.each(["http://10.0.0.7:4566", "http://emulator.example"])("to %s is warned of", async (endpoint) =>
    expect(await warningsAt(endpoint, token)).toEqual([
      "a session token is sent over plain http, where others can read it: start --endpoint-url with https://",
    ]),
  );

  test.each(["https://emulator.example", "http://127.0.0.1:4566", "http://localhost:4566"])(
    "is none to %s",
    async (endpoint) => expect(await warningsAt(endpoint, token)).toEqual([]),
  );

  test("is none where there is no token", async () =>
    expect(await warningsAt("http://emulator.example", {})).toEqual([]));
});
