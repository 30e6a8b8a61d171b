// The table of docs/conventions.md, each command of it run, in the order of the page.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startReferenceServer, type RunningReference } from "#reference/server/server.ts";
import { ROOT } from "#tests/helpers/action-file.ts";
import { cleanEnv, MAIN } from "#tests/helpers/cli-process.ts";
import { conventions } from "#tests/helpers/conventions.ts";
import { snippetsOf } from "#tests/helpers/doc-snippets.ts";
import { needing } from "#tests/helpers/needs/needing.ts";

const ENDPOINT = "http://127.0.0.1:4566";
/** The files that the page has its reader make, by the language of their blocks. */
const FILES: Readonly<Record<string, string>> = { ini: "aws.ini", yaml: "settings.yaml" };

let folder = "";
let server: RunningReference;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-conventions-"));
  server = await startReferenceServer();
  for (const { language, text } of snippetsOf("docs/conventions.md")) {
    const file = FILES[language];
    if (file !== undefined) writeFileSync(join(folder, file), atServer(text));
  }
  mkdirSync(join(folder, "bin"));
  const program = join(folder, "bin/eks-conformance");
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`);
  chmodSync(program, 0o755);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function atServer(text: string): string {
  return text.replaceAll(ENDPOINT, server.url);
}

function run(command: string): Promise<{ code: number | null; output: string }> {
  const elsewhere = /eks-conformance |conformance-results/.test(command);
  const env = cleanEnv({
    HOME: folder,
    PATH: `${join(folder, "bin")}:${process.env["PATH"]}`,
    AWS_EC2_METADATA_DISABLED: "true",
    COLUMNS: "200",
  });
  const child = spawn("bash", ["--noprofile", "--norc", "-c", `exec 2>&1\n${atServer(command)}`], {
    cwd: elsewhere ? folder : ROOT,
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text.replaceAll("\u001b", "␛")));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

needing("bash").describe("docs/conventions.md", () => {
  test.each(conventions().map(({ command, exit, seen }) => [command, exit, seen] as const))(
    "%s exits with %d",
    async (command, exit, seen) => {
      const { code, output } = await run(command);
      expect(code).toBe(exit);
      for (const text of seen.filter((each) => !each.startsWith("jq "))) expect(output).toContain(atServer(text));
      if (seen.length === 0 && !command.startsWith("NO_COLOR=")) expect(output).toBe("");
    },
  );
});
