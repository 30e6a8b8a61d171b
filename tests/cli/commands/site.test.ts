import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { RunRecord } from "#suites/record/record.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { conformant, failing, hostileInForm } from "#tests/reports/records.ts";

const later: RunRecord = { ...conformant, run: { ...conformant.run, startedAt: "2026-12-01T08:00:00.000Z" } };

test("report --site lists each target with its runs, newest first, and links a page of each", async () => {
  await withFolder(async (folder) => {
    const files = [later, failing, hostileInForm].map((record, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(record));
      return file;
    });
    const site = join(folder, "deep", "site");
    const { code, stdout } = await runCommand(["report", "--site", site, ...files]);
    expect(stdout.trim()).toEqual(join(site, "index.html"));
    expect(code).toBe(0);
    const index = readFileSync(join(site, "index.html"), "utf8");
    expect(index).toContain("2 targets, 3 runs");
    expect(index).not.toContain("<b><script>");
    const links = [...index.matchAll(/href="(runs\/[^"]+)">([^<]+)</g)].map(([, page = "", when = ""]) => [page, when]);
    expect(links.map(([page]) => page)).toEqual(["runs/3.html", "runs/1.html", "runs/2.html"]);
    expect(links[0]?.[1]).toBe("2026-12-01 08:00:00 UTC");
    expect(readFileSync(join(site, "runs/1.html"), "utf8")).toContain("<h1>Not conformant</h1>");
    expect(readFileSync(join(site, "runs/3.html"), "utf8")).toContain("<h1>Conformant</h1>");
    const badge = JSON.parse(readFileSync(join(site, "badges/1.json"), "utf8")) as unknown;
    expect(badge).toMatchObject({ schemaVersion: 1, color: "brightgreen" });
    const trend = JSON.parse(readFileSync(join(site, "badges/1-trend.json"), "utf8")) as unknown;
    expect(trend).toMatchObject({ message: "MUST 9/15 → 16/16 in 2 runs", color: "brightgreen" });
  });
});

/** How many targets a site has, of two runs of targets that go by different names. */
async function targetsOf(words: readonly string[]): Promise<string> {
  return withFolder(async (folder) => {
    const started = ["/opt/one/server {port}", "/opt/two/serve {port}"].map((command, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify({ ...later, target: { ...later.target, command } }));
      return file;
    });
    const site = join(folder, "site");
    const { code, stderr } = await runCommand(["report", ...started, "--site", site, ...words]);
    return code === 0 ? readFileSync(join(site, "index.html"), "utf8") : stderr;
  });
}

test("--label says what target the runs are of, all of them or each", async () => {
  expect(await targetsOf([])).toContain("2 targets, 2 runs");
  const one = await targetsOf(["--label", "our <emulator>"]);
  expect(one).toContain("1 target, 2 runs");
  expect(one).toContain("our &lt;emulator>");
  expect(await targetsOf(["--label", "a", "--label", "b"])).toContain("2 targets, 2 runs");
  expect(await targetsOf(["--label", "a", "--label", "b", "--label", "c"])).toContain("3 for 2");
});

test("a label without a site is refused", async () => {
  const { code, stderr } = await runCommand(["report", "run.json", "--label", "a"]);
  expect(stderr).toContain("give that, too");
  expect(code).toBe(2);
});

test("a site that cannot be written is one line and exit 2", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "run.json");
    writeFileSync(file, JSON.stringify(failing));
    const { code, stderr } = await runCommand(["report", "--site", "/proc/nope", file]);
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("--site /proc/nope")]);
  });
});
