import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { RUN_DEFAULTS, type RunFlags } from "#cli/run/run-flags.ts";
import { plannedTarget } from "#cli/run/target/planned-target.ts";

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
