import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { withFolder } from "../helpers/cli-process.ts";
import { runCommand } from "../helpers/command.ts";
import { aRecord } from "../reports/producers.ts";

const LAST_RUN = ["run.json", "events.ndjson", "journal.ndjson", "index.html"];

test("a run refused at its start leaves the files of the last run whole", () =>
  withFolder(async (folder) => {
    for (const file of LAST_RUN) writeFileSync(join(folder, file), "of the last run");
    const aws = ["--endpoint-url", "https://eks.us-east-1.amazonaws.com"];
    expect(await runCommand(["run", ...aws, "--out", folder])).toMatchObject({ code: 2 });
    for (const file of LAST_RUN) expect(readFileSync(join(folder, file), "utf8")).toBe("of the last run");
  }));

test("a run in a folder where another is at work is one line and exit 2", () =>
  withFolder(async (folder) => {
    writeFileSync(join(folder, "run.lock"), JSON.stringify({ pid: process.ppid, host: hostname() }));
    const { code, stderr } = await runCommand(["run", "--out", folder]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `eks-conformance: --out ${folder}: in use by another run, process ${process.ppid}; give another folder\n`,
    );
  }));

test("replay refuses the folder of its record", () =>
  withFolder(async (folder) => {
    const record = join(folder, "run.json");
    writeFileSync(record, JSON.stringify(aRecord()));
    const { code, stderr } = await runCommand(["replay", record, "--case", "x", "--out", folder]);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("would be overwritten") });
  }));

test("replay writes beside its record, unless told", () =>
  withFolder(async (folder) => {
    const record = join(folder, "run.json");
    const text = JSON.stringify(aRecord({ target: { ...aRecord().target, endpoint: "http://127.0.0.1:9" } }));
    writeFileSync(record, text);
    await runCommand(["replay", record, "--case", "register.name.max-length/boundary-1", "--no-sign"]);
    expect(readFileSync(record, "utf8")).toBe(text);
    expect(readFileSync(join(folder, "replay", "run.json"), "utf8")).toContain('"schemaVersion"');
  }));
