import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startCli, withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { aRecord } from "#tests/reports/producers.ts";

const LAST_RUN = ["run.json", "events.ndjson", "journal.ndjson", "index.html"];

test("a run refused at its start leaves the files of the last run whole", () =>
  withFolder(async (folder) => {
    for (const file of LAST_RUN) writeFileSync(join(folder, file), "of the last run");
    const aws = ["--endpoint-url", "https://eks.us-east-1.amazonaws.com"];
    expect(await runCommand(["run", ...aws, "--out", folder])).toMatchObject({ code: 2 });
    for (const file of LAST_RUN) expect(readFileSync(join(folder, file), "utf8")).toBe("of the last run");
  }));

const CLOSED = ["--endpoint-url", "http://127.0.0.1:9", "--cases", "0", "--seed", "3", "--select", "list.paging"];

test("a run takes away the reports of the last one that it does not write itself, and nothing of others", () =>
  withFolder(async (folder) => {
    await runCommand(["run", "--out", folder, ...CLOSED]);
    const ofAKilledRun = { event: "intend", name: "left", runId: "killed", case: "c", at: 1 };
    const journal = readFileSync(join(folder, "journal.ndjson"), "utf8");
    const kept = {
      "known-failures.yaml": "- filled in",
      "journal.ndjson": `${journal}${JSON.stringify(ofAKilledRun)}\n`,
    };
    for (const [file, text] of Object.entries(kept)) writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, "summary.md"), "# Of somebody else");
    await runCommand(["run", "--out", folder, ...CLOSED, "--format", "html"]);
    const left = readdirSync(folder).sort();
    expect(left).toEqual(["events.ndjson", "index.html", "journal.ndjson", "known-failures.yaml", "summary.md"]);
    for (const [file, text] of Object.entries(kept)) expect(readFileSync(join(folder, file), "utf8")).toContain(text);
  }));

test("the journal of a run begins anew where the last one left nothing open", () =>
  withFolder(async (folder) => {
    const journal = () => readFileSync(join(folder, "journal.ndjson"), "utf8").split("\n").length;
    await runCommand(["run", "--out", folder, ...CLOSED]);
    const once = journal();
    await runCommand(["run", "--out", folder, ...CLOSED]);
    expect(journal()).toBe(once);
  }));

test("a run that ends before it has tested anything leaves no verdict of the last one", () =>
  withFolder(async (folder) => {
    await runCommand(["run", "--out", folder, ...CLOSED]);
    expect(existsSync(join(folder, "run.json"))).toBe(true);
    expect(await runCommand(["run", "--out", folder, ...CLOSED, "--wait-for-target", "0.1"])).toMatchObject({
      code: 3,
    });
    expect(readdirSync(folder).sort()).toEqual(["journal.ndjson"]);
  }));

test("a run in a folder where nobody ran takes nothing away", () =>
  withFolder(async (folder) => {
    writeFileSync(join(folder, "index.html"), "eks-conformance, a page of mine");
    await runCommand(["run", "--out", folder, ...CLOSED, "--format", "json"]);
    expect(readFileSync(join(folder, "index.html"), "utf8")).toContain("a page of mine");
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
    expect(stderr).toContain("would be overwritten");
    expect(code).toBe(2);
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

test("a report of several records refuses the folder where a run left its own", () =>
  withFolder(async (folder) => {
    const results = join(folder, "conformance-results");
    const records = ["a.json", "b.json"].map((name) => join(folder, name));
    for (const file of records) writeFileSync(file, JSON.stringify(aRecord()));
    const report = (...flags: string[]) => startCli(["report", ...records, ...flags], {}, folder).done;
    expect(await report()).toMatchObject({ code: 0 });
    writeFileSync(join(results, "run.json"), JSON.stringify(aRecord()));
    writeFileSync(join(results, "index.html"), "of a run");
    expect(await report()).toMatchObject({
      code: 2,
      stderr:
        "eks-conformance: report: conformance-results holds the report of another run: give another folder with --out\n",
    });
    expect(readFileSync(join(results, "index.html"), "utf8")).toBe("of a run");
    expect(await report("--out", "matrix")).toMatchObject({ code: 0 });
  }));

test("a report of one record goes beside nobody's record, and over no other run's", () =>
  withFolder(async (folder) => {
    const given = join(folder, "given");
    mkdirSync(given);
    const [own, other] = ["run.json", "other.json"].map((name) => join(given, name)) as [string, string];
    writeFileSync(own, JSON.stringify(aRecord()));
    writeFileSync(other, JSON.stringify(aRecord({ run: { ...aRecord().run, id: "another" } })));
    const report = (file: string) => startCli(["report", file], {}, folder).done;
    expect(await report(own)).toMatchObject({ code: 0 });
    expect(await report(own)).toMatchObject({ code: 0 });
    const before = readFileSync(join(folder, "conformance-results", "run.json"), "utf8");
    expect(await report(other)).toMatchObject({ code: 2, stderr: expect.stringContaining("give another folder") });
    expect(readFileSync(join(folder, "conformance-results", "run.json"), "utf8")).toBe(before);
    expect(readdirSync(given).sort()).toEqual(["other.json", "run.json"]);
  }));
