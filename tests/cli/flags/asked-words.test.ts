import { expect, test } from "@jest/globals";
import { runCommand } from "#tests/helpers/command.ts";

test.each([
  [["rn", "--help"], "run"],
  [["help", "rn"], "run"],
  [["swep", "-h"], "sweep"],
])("%j complains of the command, with the one that was meant", async (words, meant) => {
  const { code, stdout, stderr } = await runCommand(words);
  expect(stdout).toBe("");
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`^eks-conformance: unknown command '\\w+'; did you mean ${meant}\\?`));
});

test.each([[["--help"]], [["help"]]])("%j is the program's own help", async (words) => {
  expect(await runCommand(words)).toMatchObject({ stdout: expect.stringContaining("Start with:"), stderr: "" });
});

test.each([[["help", "run"]], [["run", "--help"]]])("%j is that of the command", async (words) => {
  const { code, stdout } = await runCommand(words);
  expect(stdout).toContain("Usage: eks-conformance run");
  expect(code).toBe(0);
});
