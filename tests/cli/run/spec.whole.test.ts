import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder, withVerdict } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

const BUNDLED = readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8");

test("--spec judges by another document", async () => {
  const server = await startReferenceServer();
  await withFolder(async (folder) => {
    const spec = join(folder, "edited.yaml");
    writeFileSync(spec, BUNDLED.replace("maxProperties: 50", "maxProperties: 40"));
    const few = [
      "--select",
      "register.tags.max-properties*",
      "--select",
      "register.route",
      "--cases",
      "0",
      "--format",
      "json",
      "--seed",
      "11",
    ];
    const { code } = await runCommand(["run", "--endpoint-url", server.url, "--spec", spec, "--out", folder, ...few]);
    expect(code).toBe(1);
    expect(withVerdict(readRunRecord(folder), "fail", "error")).toEqual(["register.tags.max-properties"]);
  });
  await server.close();
});

test.each(["run", "plan"])("%s of a whole service refuses a limit of registrations", async (command) => {
  const { code, stderr } = await runCommand([command, "--spec", "eks", "--max-registrations", "9"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--max-registrations counts registered clusters alone.*: leave one of them out/);
});
