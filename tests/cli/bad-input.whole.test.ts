import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

/** One line on standard error that names what is wrong, exit 2, and no trace. */
async function expectRefused(args: readonly string[], ...words: readonly string[]): Promise<void> {
  const { code, stderr, stdout } = await runCommand(args);
  expect(stdout).toBe("");
  const lines = stderr.trim().split("\n");
  expect(lines).toHaveLength(1);
  for (const word of words) expect(lines[0]).toContain(word);
  expect(stderr).not.toMatch(/\n\s+at | at line \d/);
  expect(code).toBe(2);
}

describe("bad input gets one clear line and exit 2", () => {
  test.each([
    ["an unknown command", ["frobnicate"], ["frobnicate"]],
    ["an unknown flag", ["run", "--bogus"], ["--bogus"]],
    ["a missing spec", ["run", "--spec", "/no/such.yaml"], ["--spec", "/no/such.yaml", "no such file"]],
    ["a whole service on AWS", ["run", "--spec", "eks", "--aws"], ["--spec eks", "cost money", "not run on AWS"]],
    [
      "a whole service at an address of AWS",
      ["run", "--spec", "eks", "--endpoint-url", "https://eks.us-west-2.amazonaws.com", "--region", "us-west-2"],
      ["--spec eks", "cost money", "https://eks.us-west-2.amazonaws.com"],
    ],
    [
      "a plan of a whole service at an address of AWS",
      ["plan", "--spec", "eks", "--endpoint-url", "https://eks.us-west-2.amazonaws.com"],
      ["--spec eks", "cost money"],
    ],
    ["a whole service as AWS", ["run", "--spec", "eks", "--kind", "aws"], ["--spec eks", "cost money"]],
    ["a selection that is empty", ["run", "--select", "nothing.*"], ["nothing.*", "list"]],
    ["an endpoint that is no URL", ["run", "--endpoint-url", "localhost:4566"], ["--endpoint-url", "http://"]],
    ["an endpoint of another scheme", ["run", "--endpoint-url", "ftp://x"], ["--endpoint-url"]],
    ["a folder that cannot be made", ["run", "--out", "/proc/nope"], ["--out", "/proc/nope"]],
    ["a count that is none", ["run", "--cases", "many"], ["--cases", "whole number"]],
    ["a count out of range", ["run", "--concurrency", "0"], ["--concurrency"]],
    ["a quota that is no number", ["run", "--feature", "quota=many"], ["--feature", "quota=N"]],
    ["a feature that nobody knows", ["run", "--feature", "pages=required"], ["--feature", "default-page"]],
    ["a feature by a name of every object", ["run", "--feature", "constructor=x"], ["--feature", "default-page"]],
    ["a shard out of range", ["run", "--shard", "3/2"], ["--shard", "I/N"]],
    ["an unknown format", ["run", "--format", "pdf"], ["--format", "pdf"]],
    ["an unknown feature", ["run", "--feature", "wings=required"], ["--feature"]],
    ["two targets at once", ["run", "--aws", "--endpoint-url", "http://x"], ["--endpoint-url"]],
    [
      "two faults at once",
      ["serve", "--fault", "a-fault", "--fault", "other"],
      ["--fault", "a-fault is given already"],
    ],
    ["a record that is not there", ["report", "/no/run.json"], ["/no/run.json", "no such file"]],
    ["a role that is none", ["run", "--role-arn", "agent"], ["--role-arn", "arn:aws:iam::111122223333:role/"]],
    ["a journal that is not there", ["sweep", "--journal", "/no/journal.ndjson"], ["--journal /no", "no such file"]],
    ["an account that is none", ["run", "--sandbox-account", "12"], ["--sandbox-account", "12 digits"]],
  ])("%s", async (_, args, words) => {
    await expectRefused(args, ...words);
  });

  test("files that hold something else", async () => {
    await withFolder(async (folder) => {
      const file = (name: string, text: string): string => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
      };
      const notYaml = file("spec.yaml", "a: [1");
      await expectRefused(["run", "--spec", notYaml], "--spec", notYaml);
      await expectRefused(["run", "--spec", file("empty.yaml", "{}")], "openapi");
      const other = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: {}";
      await expectRefused(["list", "--spec", file("other.yaml", other)], "other.yaml", "no operation RegisterCluster");
      const model = JSON.stringify({ metadata: { protocol: "ec2" }, operations: {}, shapes: {} });
      await expectRefused(["list", "--spec", file("ec2.json", model)], "ec2.json", "the protocol is ec2");
      await expectRefused(["report", file("run.json", "{}")], "run.json");
      await expectRefused(["run", "--expectations", file("e.yaml", "- pattern: x")], "reason is missing");
      await expectRefused(["run", "--expectations", notYaml], `${notYaml}:1:6: not YAML: Flow sequence`);
      await expectRefused(
        ["sweep", "--journal", file("run.ndjson", '{"type":"started"}\n')],
        "journal.ndjson of a run",
      );
      await expectRefused(["run", "--out", join(file("plain", ""), "below")], "--out");
    });
  });
});

const NAME_PATTERN = String.raw`pattern: ^[0-9A-Za-z][A-Za-z0-9\-_]*$`;
const CONTRACT = readFileSync(new URL("../../spec/openapi.yaml", import.meta.url), "utf8");

describe("a contract that cannot be worked with", () => {
  test.each([
    ["a look-ahead", "'^(?=.*[A-Z])[0-9A-Za-z]+$'", ["/name/pattern", "without lookarounds"]],
    ["an expression that is none", "'^[a-z'", ["/name/pattern", "regular expression"]],
    ["a count in the thousands", "'^(?:ab){5000}(?:cd){5000}$'", ["/name/pattern", "counts in the thousands"]],
  ])("%s is one line and exit 2", async (_what, pattern, words) => {
    await withFolder(async (folder) => {
      const file = join(folder, "edited.yaml");
      writeFileSync(
        file,
        CONTRACT.replaceAll(NAME_PATTERN, () => `pattern: ${pattern}`),
      );
      await expectRefused(["plan", "--spec", file], file, ...words);
    });
  });

  test.each([
    ["a pattern on which engines go back without end", NAME_PATTERN, "pattern: ^(a+)+$"],
    ["a limit that no request comes near", "maxProperties: 50", "maxProperties: 1000000000"],
    ["a length that no request comes near", "maxLength: 100\n", "maxLength: 1000000000\n"],
  ])("%s is worked with", async (_what, before, after) => {
    await withFolder(async (folder) => {
      const file = join(folder, "edited.yaml");
      const edited = CONTRACT.replaceAll(before, () => after);
      expect(edited).not.toBe(CONTRACT);
      writeFileSync(file, edited);
      const edge = ["--select", "register.name.*", "--select", "register.tags.*"];
      expect(await runCommand(["plan", "--spec", file, "--cases", "0", ...edge])).toMatchObject({ code: 0 });
    });
  });
});

test.each([
  ["that is not there", "/no/such.pem", "/no/such.pem, which cannot be read"],
  ["without a certificate", "/dev/null", "/dev/null, which holds no PEM certificate"],
])("an AWS_CA_BUNDLE %s is one line and exit 2", async (_what, file, words) => {
  await withFolder(async (out) => {
    const target = ["--endpoint-url", "http://127.0.0.1:9", "--no-sign", "--out", out];
    const { code, stderr } = await runCommand(["run", ...target], { AWS_CA_BUNDLE: file });
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(words)]);
    expect(code).toBe(2);
  });
});
