import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readKillMatrix } from "#cli/files/reading/read-kill-matrix.ts";
import { UsageError } from "#cli/usage-error.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { aKillMatrix } from "#tests/reports/kill-matrices.ts";
import { conformant, failing } from "#tests/reports/records.ts";

function save(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

test("report --kill-matrix shows it in the page, and leaves the record as it was", async () => {
  await withFolder(async (folder) => {
    const record = save(folder, "run.json", failing);
    const matrix = save(folder, "selftest.json", aKillMatrix);
    const { code, stderr } = await runCommand([
      "report",
      record,
      "--kill-matrix",
      matrix,
      "--format",
      "html,json",
      "--out",
      folder,
    ]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "index.html"), "utf8")).toContain("1 of 3 faults killed");
    expect(JSON.parse(readFileSync(record, "utf8"))).toEqual(failing);
    await runCommand(["report", "--site", join(folder, "site"), record, "--kill-matrix", matrix]);
    expect(readFileSync(join(folder, "site/runs/1.html"), "utf8")).toContain("1 of 3 faults killed");
  });
});

test("run --kill-matrix shows it in the page of the run", async () => {
  const server = await startReferenceServer();
  await withFolder(async (folder) => {
    const matrix = save(folder, "selftest.json", aKillMatrix);
    const few = [
      "--endpoint-url",
      server.url,
      "--select",
      "list.route",
      "--cases",
      "1",
      "--seed",
      "1",
      "--format",
      "html",
    ];
    const { code } = await runCommand(["run", ...few, "--out", join(folder, "out"), "--kill-matrix", matrix]);
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "out/index.html"), "utf8")).toContain("1 of 3 faults killed");
  });
  await server.close();
});

test("a file that is no kill matrix is one line that names it and what is wrong", async () => {
  await withFolder((folder) => {
    const [fault] = aKillMatrix.faults;
    const files: readonly (readonly [string, string])[] = [
      [join(folder, "none.json"), "no such file"],
      [save(folder, "text.json", "{"), "not the selftest.json"],
      [save(folder, "run.json", failing), "not the selftest.json"],
      [save(folder, "newer.json", { ...aKillMatrix, schemaVersion: 2 }), "schema version 2"],
      [save(folder, "row.json", { ...aKillMatrix, faults: [{ ...fault, killedBy: [{}] }] }), "/faults/0/killedBy/0"],
      [save(folder, "area.json", { ...aKillMatrix, faults: [{ ...fault, area: "__proto__" }] }), "/faults/0/area"],
    ];
    for (const [file, word] of files) {
      const complaint = complaintAbout(file);
      expect(complaint).toContain(word);
      expect(complaint).toContain(`--kill-matrix ${file}`);
      expect(complaint).not.toContain("\n");
    }
    return Promise.resolve();
  });
});

function complaintAbout(file: string): string {
  try {
    readKillMatrix(file);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "";
}

test("a matrix of a version without drawn faults has none", async () => {
  await withFolder((folder) => {
    const older = save(folder, "older.json", { ...aKillMatrix, drawn: undefined });
    expect(readKillMatrix(older).drawn).toEqual([]);
    return Promise.resolve();
  });
});

test.each(["report", "run"])("%s with such a file exits 2 before anything is sent or written", async (command) => {
  await withFolder(async (folder) => {
    const record = save(folder, "run.json", failing);
    const args = [command, ...(command === "report" ? [record] : []), "--out", join(folder, "out")];
    const { code, stdout, stderr } = await runCommand([...args, "--kill-matrix", folder]);
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("it is a folder")]);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});

test("several records that are no shards have no place for it", async () => {
  await withFolder(async (folder) => {
    const records = [save(folder, "a.json", failing), save(folder, "b.json", conformant)];
    const matrix = save(folder, "selftest.json", aKillMatrix);
    const { code, stderr } = await runCommand(["report", ...records, "--out", folder, "--kill-matrix", matrix]);
    expect(code).toBe(2);
    expect(stderr).toContain("--kill-matrix works only with one record");
  });
});
