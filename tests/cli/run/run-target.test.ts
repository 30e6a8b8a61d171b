import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { RunFlags } from "../../../cli/run/run-flags.ts";
import { plannedPlace, settingsFor } from "../../../cli/run/run-target.ts";

const FLAGS: RunFlags = {
  allowRegion: [],
  sign: true,
  select: [],
  skip: [],
  level: "INFO",
  feature: {},
  out: "out",
  format: [],
};

describe("--profile", () => {
  test("names the profile of AWS's config file that the endpoint and the Region come from", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "profile-")), "config");
    writeFileSync(file, "[profile dev]\nendpoint_url = http://127.0.0.1:4566\nregion = eu-west-1\n");
    const env = { AWS_CONFIG_FILE: file };
    expect(await plannedPlace({ ...FLAGS, profile: "dev" }, env)).toMatchObject({
      endpoint: "http://127.0.0.1:4566",
      region: "eu-west-1",
    });
  });
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
