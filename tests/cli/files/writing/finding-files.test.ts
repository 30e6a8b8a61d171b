import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { writeFindings } from "#cli/files/writing/finding-files.ts";
import type { CaseResult } from "#suites/record/record.ts";
import { conformant, failing } from "#tests/reports/records.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-findings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const isTellable = ({ judgement }: CaseResult): boolean => judgement.condition !== undefined;
const findings = (): string[] => readdirSync(join(folder, "findings")).sort();

describe("the files of a record's findings", () => {
  test("are one for each failing requirement that one can tell about", () => {
    writeFindings(folder, failing);
    const failed = failing.requirements.filter(({ verdict, cases }) => verdict === "fail" && cases.some(isTellable));
    expect(findings()).toEqual(failed.map(({ id }) => `${id}.hurl`).sort());
  });

  test("of a former run go with it", () => {
    writeFindings(folder, failing);
    writeFindings(folder, conformant);
    expect(findings()).toEqual([]);
  });

  test("are not made where there are none", () => {
    writeFindings(folder, conformant);
    expect(existsSync(join(folder, "findings"))).toBe(false);
  });

  test("neither remove nor overwrite what is somebody else's", () => {
    mkdirSync(join(folder, "findings"));
    const [first] = failing.requirements.filter(({ verdict, cases }) => verdict === "fail" && cases.some(isTellable));
    const theirs = join(folder, "findings", `${first?.id ?? ""}.hurl`);
    writeFileSync(theirs, "GET http://mine\n");
    writeFileSync(join(folder, "findings", "older.sh"), "#!/bin/sh\n# A finding of eks-conformance: x\n");
    writeFindings(folder, failing);
    expect(readFileSync(theirs, "utf8")).toBe("GET http://mine\n");
    expect(findings()).toContain("older.sh");
  });

  test("do not follow a link out of the folder", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "eks-conformance-elsewhere-"));
    symlinkSync(elsewhere, join(folder, "findings"));
    expect(() => writeFindings(folder, failing)).toThrow(/is not a folder of its own/);
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  test("are no file outside it, whatever a record calls its requirements", () => {
    const named = failing.requirements.map((each) => ({ ...each, id: `../${each.id}` }));
    writeFindings(folder, { ...failing, requirements: named });
    expect(readdirSync(folder)).toEqual([]);
  });
});
