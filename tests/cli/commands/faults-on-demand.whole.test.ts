import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { runCli } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

function withRules(text: string): string[] {
  const file = join(mkdtempSync(join(tmpdir(), "faults-")), "faults.yaml");
  writeFileSync(file, text);
  return ["proxy", "--port", "0", "--faults", file];
}

const LISTING = `
  const ask = async () => (await fetch(process.env.AWS_ENDPOINT_URL_EKS + "/clusters")).status;
  (async () => console.log(await ask(), await ask(), await ask()))();
`;

test("the command gets what the rules say, and each rule says how often it was applied", async () => {
  const rules = "faults:\n  - { operation: ListClusters, nth: 2, answer: { error: ServerException } }\n";
  const more = "  - { operation: CreateCluster, answer: { status: 500 } }\n";
  const { code, stdout, stderr } = await runCli([
    ...withRules(rules + more),
    "--",
    process.execPath,
    "--eval",
    LISTING,
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain("200 500 200");
  expect(stderr).toContain("Rule 1 (ListClusters, request 2): applied to 1 request");
  expect(stderr).toContain("Rule 2 (CreateCluster): never applied");
});

test("the command's own exit code is handed on", async () => {
  const rules = "faults: [{ operation: '*', answer: { status: 500 } }]";
  const args = [...withRules(rules), "--", process.execPath, "--eval", "process.exit(7)"];
  expect((await runCommand(args)).code).toBe(7);
});

test("a bad file is refused in one line, before anything runs", async () => {
  const { code, stderr } = await runCommand([
    ...withRules("faults: [{ operation: Nothing }]"),
    "--",
    "no-such-program",
  ]);
  expect(code).toBe(2);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain("rule 1: must have required property 'answer'");
});
