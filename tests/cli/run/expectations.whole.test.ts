import { writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { FAULTS } from "#reference/faults.ts";
import { findById } from "#reference/find-by-id.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

const FEW = ["register.tags.max-properties", "register.route"].flatMap((id) => ["--select", id]);
const SELECT = [...FEW, "--cases", "0", "--format", "json"];
let faulty: Awaited<ReturnType<typeof startReferenceServer>>;

beforeAll(async () => {
  faulty = await startReferenceServer({ fault: "tags-limit-not-enforced" });
});

afterAll(() => faulty.close());

/** Runs with these expectations; answers the exit code and the verdict on the tag limit. */
async function runExpecting(
  text: string,
  endpoint = faulty.url,
): Promise<{ code: number | null; verdict: string | undefined }> {
  return withFolder(async (folder) => {
    const file = join(folder, "expected.yaml");
    writeFileSync(file, text);
    const { code } = await runCommand([
      "run",
      "--endpoint-url",
      endpoint,
      "--out",
      folder,
      "--expectations",
      file,
      ...SELECT,
    ]);
    const { requirements } = readRunRecord(folder);
    return { code, verdict: requirements.find(({ id }) => id === "register.tags.max-properties")?.verdict };
  });
}

describe("expectations", () => {
  test("a known failure does not fail the run", async () => {
    const known = "- { pattern: register.tags.max-properties, reason: not enforced so far, expires: 2999-01-01 }";
    expect(await runExpecting(known)).toEqual({ code: 0, verdict: "fail" });
  });

  test("a file of comments alone expects no failure", async () => {
    expect(await runExpecting("# none so far\n")).toEqual({ code: 1, verdict: "fail" });
  });

  test("an expectation past its day is stale", async () => {
    const old = "- { pattern: register.tags.max-properties, reason: not enforced so far, expires: 2020-01-01 }";
    expect(await runExpecting(old)).toEqual({ code: 1, verdict: "stale" });
  });

  test("an expected failure that passes is stale", async () => {
    const good = await startReferenceServer();
    try {
      const entry = "- { pattern: register.tags.max-*, reason: not enforced so far }";
      expect(await runExpecting(entry, good.url)).toEqual({ code: 1, verdict: "stale" });
    } finally {
      await good.close();
    }
  });

  test("an expectation never hides a dead target", async () => {
    const dead = await startReferenceServer();
    await dead.close();
    expect(await runExpecting("- { pattern: '*', reason: everything is fine }", dead.url)).toMatchObject({ code: 3 });
  });

  test("a failing run leaves a template, which counts once its reasons are filled in", async () => {
    await withFolder(async (folder) => {
      const args = ["run", "--endpoint-url", faulty.url, "--out", folder, ...SELECT];
      const { stdout } = await runCommand(args);
      expect(stdout).toContain("known-failures.yaml");
      const file = join(folder, "known-failures.yaml");
      expect(readFileSync(file, "utf8")).toMatch(
        /^# Failures of .*\n# `tags` of 51 or more entries is refused\.\n- pattern: register\.tags\.max-properties\n/,
      );
      expect(await runCommand([...args, "--expectations", file])).toMatchObject({ code: 2 });
      writeFileSync(file, readFileSync(file, "utf8").replaceAll('reason: ""', "reason: known since today"));
      expect(await runCommand([...args, "--expectations", file])).toMatchObject({ code: 0 });
    });
  });

  test("a new failure stands behind the known ones in the template, which keeps what was written there", async () => {
    const patches = ["tags-limit-not-enforced", "name-max-length-not-enforced"].map(
      (id) => findById("fault", FAULTS, id).patch,
    );
    const twice = await startReferenceServer({ patches });
    await withFolder(async (folder) => {
      const file = join(folder, "known-failures.yaml");
      const known = "# seen by Ann\n- pattern: register.tags.max-properties\n  reason: not enforced so far\n";
      writeFileSync(file, known);
      const endpoint = ["--endpoint-url", twice.url, "--out", folder, "--expectations", file];
      const select = [...SELECT, "--select", "register.name.max-length"];
      const { code, stdout } = await runCommand(["run", ...endpoint, ...select]);
      await twice.close();
      expect(stdout).toContain(`${file} has them after the entries of ${file}`);
      expect(code).toBe(1);
      const text = readFileSync(file, "utf8");
      expect(text.startsWith(known)).toBe(true);
      expect(parse(text)).toEqual([
        { pattern: "register.tags.max-properties", reason: "not enforced so far" },
        { pattern: "register.name.max-length", reason: "" },
      ]);
    });
  });
});
