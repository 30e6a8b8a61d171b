import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { RunRecord } from "../../../suites/record/record.ts";
import { withFolder } from "../../helpers/cli-process.ts";
import { runCommand } from "../../helpers/command.ts";
import { conformant, failing, hostileInForm } from "../../reports/records.ts";

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

test("a site that cannot be written is one line and exit 2", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "run.json");
    writeFileSync(file, JSON.stringify(failing));
    const { code, stderr } = await runCommand(["report", "--site", "/proc/nope", file]);
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("--site /proc/nope")]);
  });
});
