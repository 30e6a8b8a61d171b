import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder, withVerdict } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

interface JestResults {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Runs the package's Jest preset; answers the ids of failed requirements, and how many tests there were. */
async function runJest(endpoint: string, folder: string, flags: string): Promise<{ failed: string[]; tests: number }> {
  mkdirSync(folder, { recursive: true });
  const results = join(folder, "jest.json");
  const args = ["--experimental-vm-modules", "--no-warnings", join(ROOT, "node_modules/jest/bin/jest.js")];
  const env = { ...process.env, AWS_ENDPOINT_URL_EKS: endpoint, EKS_CONFORMANCE_FLAGS: `${flags} --out ${folder}` };
  await new Promise<void>((resolve) => {
    const options = [...args, "--config", join(ROOT, "jest-preset.js"), "--json", `--outputFile=${results}`];
    execFile(process.execPath, options, { env, cwd: ROOT, maxBuffer: 2 ** 26 }, () => resolve());
  });
  const { testResults } = JSON.parse(readFileSync(results, "utf8")) as JestResults;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === "failed").map(({ title }) => title.split(":", 1)[0] ?? "");
  return { failed, tests: tests.length };
}

test("Jest reaches the verdicts of the command, one test per requirement", async () => {
  const server = await startReferenceServer({ fault: "tags-limit-not-enforced" });
  try {
    await withFolder(async (folder) => {
      const flags = [
        "--seed",
        "9",
        "--cases",
        "0",
        "--select",
        "register.tags.max-properties*",
        "--select",
        "register.route",
      ];
      await runCommand(["run", "--endpoint-url", server.url, "--out", folder, ...flags]);
      const record = readRunRecord(folder);
      const { failed, tests } = await runJest(server.url, join(folder, "jest"), flags.join(" "));
      expect(failed).toEqual(withVerdict(record, "fail"));
      expect(failed).toEqual(["register.tags.max-properties"]);
      expect(tests).toBe(record.requirements.filter(({ verdict }) => verdict !== "disabled").length);
    });
  } finally {
    await server.close();
  }
});
