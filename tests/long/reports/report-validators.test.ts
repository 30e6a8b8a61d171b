import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { renderJunit } from "#reports/junit.ts";
import { renderSarif } from "#reports/sarif.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { ALL_RECORDS, failing } from "#tests/reports/records.ts";

/** Microsoft's own validator of SARIF, for the system that has one. */
const SARIF_TOOL = "@microsoft/sarif-multitool-linux@5.7.0";
/** Jenkins's schema of JUnit files comes with pytest's sources. */
const PYTEST = "pytest==8.3.5";
const XML_SCHEMA = "xmlschema==4.2.0";

const folder = mkdtempSync(join(tmpdir(), "eks-conformance-validators-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  try {
    return String(execFileSync(program, args, { cwd: folder, env: { ...process.env, ...env }, stdio: "pipe" }));
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout ?? error);
  }
}

const records = Object.entries(ALL_RECORDS);

describe("SARIF, by the tool that GitHub's own documents name", () => {
  const { test } = needing("Linux on x64");
  const tool = join(folder, "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");

  /** Its errors and warnings, a line each. */
  const complaints = (text: string): string[] => {
    const file = join(folder, "results.sarif");
    writeFileSync(file, text);
    const output = run(tool, ["validate", file], { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" });
    expect(output).toContain("Done. 1 files scanned.");
    return output.split("\n").filter((line) => /: (error|warning) [A-Z]+\d+: /.test(line));
  };

  beforeAll(() => {
    run("npm", ["install", "--silent", "--no-save", "--ignore-scripts", "--prefix", folder, SARIF_TOOL]);
    if (existsSync(tool)) chmodSync(tool, 0o755);
  }, 300_000);

  test.each(records)("of %s is valid, with no warning", (_name, record) => {
    expect(complaints(renderSarif(record))).toEqual([]);
  });

  test("and one that is not is told", () => {
    const broken = renderSarif(failing).replace('"tags":[', '"tags":["MUST","MUST",');
    expect(complaints(broken)).not.toEqual([]);
  });
});

describe("JUnit, by the schema of Jenkins", () => {
  const { test } = needing("python3");

  const complaints = (text: string): string => {
    const file = join(folder, "junit.xml");
    writeFileSync(file, text);
    const program = [
      "import glob, sys, xmlschema",
      "schema = xmlschema.XMLSchema(glob.glob('pytest-*/testing/example_scripts/junit-10.xsd')[0])",
      "print('\\n'.join(f'{error.path}: {error.reason}' for error in schema.iter_errors(sys.argv[1])))",
    ];
    return run("python3", ["-c", program.join("\n"), file], { PYTHONPATH: join(folder, "python") }).trim();
  };

  beforeAll(() => {
    const pip = ["-m", "pip", "--quiet"];
    run("python3", [...pip, "install", "--target", join(folder, "python"), XML_SCHEMA]);
    run("python3", [...pip, "download", "--no-deps", "--no-binary", ":all:", PYTEST]);
    run("sh", ["-c", "tar xzf pytest-*.tar.gz"]);
  }, 300_000);

  test.each(records)("of %s is valid", (_name, record) => {
    expect(complaints(renderJunit(record))).toBe("");
  });

  test("and one that is not is told", () => {
    const broken = renderJunit(failing).replace(/<testcase name="[^"]*"/, "<testcase");
    expect(complaints(broken)).toContain("testcase");
  });
});
