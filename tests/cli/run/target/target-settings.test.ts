import { describe, expect, test } from "@jest/globals";
import { RUN_DEFAULTS, type RunFlags } from "#cli/run/run-flags.ts";
import { settingsFor } from "#cli/run/target/target-settings.ts";

const FLAGS: RunFlags = { ...RUN_DEFAULTS, out: "out" };

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
