import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { RecordDiff } from "#reports/diff/diff.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { conformant, failing } from "#tests/reports/records.ts";

async function withRecords(use: (folder: string, before: string, after: string) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const save = (name: string, record: RunRecord): string => {
      writeFileSync(join(folder, name), JSON.stringify(record));
      return join(folder, name);
    };
    await use(folder, save("before.json", conformant), save("after.json", failing));
  });
}

test("diff --html writes one page besides the text, and a regression is exit 1", async () => {
  await withRecords(async (folder, before, after) => {
    const file = join(folder, "new", "diff.html");
    const { code, stdout, stderr } = await runCommand(["diff", before, after, "--html", file]);
    expect(stderr.trim()).toBe(`The page: ${file}`);
    expect(code).toBe(1);
    expect(stdout).toContain("Newly failing (6)");
    expect(readFileSync(file, "utf8")).toContain("<h1>6 newly failing, 0 newly passing</h1>");
    expect((await runCommand(["diff", after, before])).code).toBe(0);
  });
});

test("a page that cannot be written is one line and exit 2", async () => {
  await withRecords(async (folder, before, after) => {
    for (const file of ["/proc/nope/diff.html", folder, join(before, "diff.html")]) {
      const { code, stdout, stderr } = await runCommand(["diff", before, after, "--html", file]);
      expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(`--html ${file}: `)]);
      expect(stdout).toBe("");
      expect(code).toBe(2);
    }
    expect(existsSync(join(folder, "diff.html"))).toBe(false);
  });
});

test("--json prints the same for machines, and goes with no --markdown", async () => {
  await withRecords(async (_folder, before, after) => {
    const { code, stdout } = await runCommand(["diff", before, after, "--json"]);
    expect(code).toBe(1);
    const newly = (JSON.parse(stdout) as RecordDiff).changes.filter(({ change }) => change === "newly-failing");
    expect(newly).toHaveLength(6);
    expect(await runCommand(["diff", before, after, "--json", "--markdown"])).toMatchObject({ code: 2, stdout: "" });
  });
});
