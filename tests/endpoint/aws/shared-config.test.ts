import { expect, test } from "@jest/globals";
import { loadSharedConfig } from "#endpoint/aws/shared-config.ts";

test("a user without a home has no configuration", async () => {
  const homedir = (): string => {
    throw new Error("uv_os_homedir returned ENOENT");
  };
  expect(await loadSharedConfig({}, homedir)).toEqual({ configFile: {}, credentialsFile: {} });
});
