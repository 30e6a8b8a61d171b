import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { readRunRecord, runCli, withFolder, withVerdict } from "../helpers/cli-process.ts";

const BUNDLED = readFileSync(fileURLToPath(new URL("../../spec/openapi.yaml", import.meta.url)), "utf8");

/** Runs the unchanged embedded server against an edited contract; answers the requirements that failed. */
async function failuresUnder(edit: (document: string) => string): Promise<{ code: number | null; failed: string[] }> {
  return withFolder(async (folder) => {
    const edited = edit(BUNDLED);
    expect(edited).not.toBe(BUNDLED);
    const spec = join(folder, "edited.yaml");
    writeFileSync(spec, edited);
    const { code } = await runCli(["run", "--spec", spec, "--out", folder, "--seed", "11", "--cases", "5"]);
    return { code, failed: withVerdict(readRunRecord(folder), "fail", "error", "inconclusive") };
  });
}

describe("the contract drives everything: an edit of it changes the verdict on an unchanged server", () => {
  test("a lower limit on tags", async () => {
    const result = await failuresUnder((document) => document.replace("maxProperties: 50", "maxProperties: 40"));
    expect(result).toEqual({ code: 1, failed: ["register.tags.max-properties"] });
  });

  test("a higher limit on tags", async () => {
    const result = await failuresUnder((document) => document.replace("maxProperties: 50", "maxProperties: 60"));
    expect(result.code).toBe(1);
    expect(result.failed).toContain("register.tags.max-properties.accepts");
  });

  test("a stricter name pattern", async () => {
    const result = await failuresUnder((document) =>
      document.replaceAll(String.raw`^[0-9A-Za-z][A-Za-z0-9\-_]*$`, String.raw`^[0-9a-z][a-z0-9\-]*$`),
    );
    expect(result).toEqual({ code: 1, failed: ["register.name.pattern"] });
  });

  test("one enum value fewer", async () => {
    const result = await failuresUnder((document) => document.replace(/^\s*- TANZU\n|,\s*TANZU(?=[,\]])/m, ""));
    expect(result).toEqual({ code: 1, failed: ["register.connector-config.provider.enum"] });
  });
});
