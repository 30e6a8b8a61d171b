import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { failing } from "#tests/reports/records.ts";
import { runCommand } from "#tests/helpers/command.ts";

/** Where the links lead to: what a stranger would like to see overwritten. */
let elsewhere = "";
let folder = "";
beforeEach(() => {
  [elsewhere, folder] = ["elsewhere", "results"].map((name) => mkdtempSync(join(tmpdir(), `${name}-`))) as [
    string,
    string,
  ];
  writeFileSync(join(elsewhere, "start-up"), STARTUP);
});
afterEach(() => {
  for (const each of [elsewhere, folder]) rmSync(each, { recursive: true });
});

const STARTUP = "eks-conformance # mine\n";
const CLOSED = ["--endpoint-url", "http://127.0.0.1:9", "--cases", "0", "--seed", "3", "--select", "list.paging"];

/** What a link in the place of a file leads to. */
const LINKS: Readonly<Record<string, (place: string) => void>> = {
  "a link to a file": (place) => symlinkSync(join(elsewhere, "start-up"), place),
  "a link to nothing": (place) => symlinkSync(join(elsewhere, "new"), place),
  "a link to a folder": (place) => symlinkSync(elsewhere, place, "dir"),
};

/** One line that names the link, exit 2, and nothing made or changed where it leads. */
async function expectRefused(args: readonly string[], place: string): Promise<void> {
  const { code, stdout, stderr } = await runCommand(args);
  expect(stderr).toContain(`${place} is a link, and nothing is written through it: remove it, or write elsewhere\n`);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stdout).toBe("");
  expect(code).toBe(2);
  expectUntouched();
}

function expectUntouched(): void {
  expect(readdirSync(elsewhere)).toEqual(["start-up"]);
  expect(readFileSync(join(elsewhere, "start-up"), "utf8")).toBe(STARTUP);
}

function record(): string {
  const file = join(folder, "given.json");
  writeFileSync(file, JSON.stringify(failing));
  return file;
}

const REPORTS = ["run.json", "index.html", "summary.md", "badge.json"];
const OF_A_RUN = [...REPORTS, "events.ndjson", "journal.ndjson", "known-failures.yaml", "target.log", "run.lock"];
const FOLDERS = ["findings", "replay"];
const ANYTHING_ELSE = "notes-of-somebody";

describe.each(Object.entries(LINKS))("%s", (_kind, link) => {
  test.each([...OF_A_RUN, ...FOLDERS, ANYTHING_ELSE])(
    "as %s is refused by run before anything is sent",
    async (name) => {
      link(join(folder, name));
      await expectRefused(["run", ...CLOSED, "--out", folder], join(folder, name));
      expect(readdirSync(folder)).toEqual([name]);
    },
  );

  test("below a folder of the results is refused as well", async () => {
    mkdirSync(join(folder, "findings"));
    const place = join(folder, "findings", "register.route.sh");
    link(place);
    await expectRefused(["run", ...CLOSED, "--out", folder], place);
  });

  test.each([...REPORTS, "findings"])("as %s is refused by report", async (name) => {
    const given = record();
    const out = join(folder, "out");
    mkdirSync(out);
    link(join(out, name));
    await expectRefused(["report", given, "--out", out], join(out, name));
    expect(readdirSync(out)).toEqual([name]);
  });

  test("as the folder replay beside a record is refused by replay", async () => {
    link(join(folder, "replay"));
    const args = ["replay", record(), "--case", "register.name.max-length/boundary-1", "--no-sign"];
    await expectRefused([...args, "--endpoint-url", "http://127.0.0.1:9"], join(folder, "replay"));
  });

  test("in the folder replay beside a record is refused by replay", async () => {
    mkdirSync(join(folder, "replay"));
    const place = join(folder, "replay", "run.json");
    link(place);
    const args = ["replay", record(), "--case", "register.name.max-length/boundary-1", "--no-sign"];
    await expectRefused([...args, "--endpoint-url", "http://127.0.0.1:9"], place);
  });

  test.each(["events.ndjson", "run.json"])("as %s is refused by proxy", async (name) => {
    link(join(folder, name));
    const args = ["proxy", "--endpoint-url", "http://127.0.0.1:9", "--port", "0", "--out", folder];
    await expectRefused([...args, "--time-limit", "1"], join(folder, name));
  });

  test.each(["journal.ndjson", "run.lock"])("as %s is refused by sweep", async (name) => {
    const journal = join(folder, "journal.ndjson");
    writeFileSync(journal, "");
    rmSync(join(folder, name), { force: true });
    link(join(folder, name));
    await expectRefused(["sweep", "--journal", journal], join(folder, name));
  });

  test("as the page of diff is refused", async () => {
    const [given, page] = [record(), join(folder, "diff.html")];
    link(page);
    await expectRefused(["diff", given, given, "--html", page], page);
  });

  test.each(["index.html", "badges"])("as %s of a site is refused", async (name) => {
    const site = join(folder, "site");
    mkdirSync(site);
    link(join(site, name));
    await expectRefused(["report", record(), "--site", site], join(site, name));
    expect(readdirSync(site)).toEqual([name]);
  });

  test.each([["selftest.json"], ["selftest-eks.json", "--spec", "eks"]])(
    "as %s is refused by selftest",
    async (name, ...flags) => {
      link(join(folder, name ?? ""));
      await expectRefused(["selftest", "--out", folder, ...flags], join(folder, name ?? ""));
    },
  );

  test.each(["", "/"])("as the folder given is refused, with %j at its end", async (end) => {
    const out = join(folder, "out");
    link(out);
    await expectRefused(["run", ...CLOSED, "--out", out + end], out + end);
    await expectRefused(["report", record(), "--out", out + end], out + end);
    await expectRefused(["report", record(), "--site", out + end], out + end);
  });
});

test("a folder whose parent is a link is used", async () => {
  symlinkSync(elsewhere, join(folder, "parent"), "dir");
  expect(await runCommand(["report", record(), "--out", join(folder, "parent", "out")])).toMatchObject({ code: 0 });
  expect(existsSync(join(elsewhere, "out", "index.html"))).toBe(true);
});

describe("a hard link", () => {
  const hard = (place: string): void => linkSync(join(elsewhere, "start-up"), place);

  test("in place of what is written whole keeps what it leads to", async () => {
    const names = OF_A_RUN.filter((name) => !["journal.ndjson", "run.lock"].includes(name));
    for (const name of names) hard(join(folder, name));
    await runCommand(["run", ...CLOSED, "--out", folder]);
    expect(readFileSync(join(folder, "run.json"), "utf8")).toContain("schemaVersion");
    expectUntouched();
    const given = record();
    const out = join(folder, "out");
    mkdirSync(out);
    for (const name of REPORTS) hard(join(out, name));
    expect(await runCommand(["report", given, "--out", out])).toMatchObject({ code: 0 });
    expectUntouched();
  });

  test.each([
    ["run", ...CLOSED, "--out"],
    ["sweep", "--journal"],
  ])("in place of the journal is refused by %s", async (...args) => {
    const journal = join(folder, "journal.ndjson");
    hard(journal);
    const { code, stderr } = await runCommand([...args, args[0] === "run" ? folder : journal]);
    expect(stderr).toContain(`${journal} has another name, a hard link, and nothing is appended to it: `);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
    expectUntouched();
  });
});

describe("what a run leaves", () => {
  const mode = (path: string): number => statSync(path).mode & 0o777;

  test("is for nobody but its user in a folder of its own", async () => {
    const out = join(folder, "out");
    await runCommand(["run", ...CLOSED, "--out", out]);
    expect(mode(out)).toBe(0o700);
    expect(mode(join(out, "journal.ndjson"))).toBe(0o600);
  });

  test("does not change the mode of a folder that is there", async () => {
    const out = join(folder, "out");
    mkdirSync(out, { mode: 0o755 });
    await runCommand(["run", ...CLOSED, "--out", out]);
    expect(mode(out)).toBe(0o755);
  });
});
