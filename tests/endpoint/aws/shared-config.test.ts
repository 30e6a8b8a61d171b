import { expect, jest, test } from "@jest/globals";

test("a user without a home has no configuration", async () => {
  const os = await import("node:os");
  const homedir = (): string => {
    throw new Error("uv_os_homedir returned ENOENT");
  };
  jest.unstable_mockModule("node:os", () => ({ ...os, homedir }));
  const { loadSharedConfig } = await import("../../../endpoint/aws/shared-config.ts");
  expect(await loadSharedConfig({})).toEqual({ configFile: {}, credentialsFile: {} });
});
