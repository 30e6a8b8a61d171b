import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { Command } from "commander";
import { buildCommands } from "#cli/command-line/build-commands.ts";
import { VALUES } from "#cli/completion/described-commands.ts";
import { completionScript } from "#cli/completion/completion-script.ts";
import type { Shell } from "#cli/completion/shells.ts";
import { systemConsole } from "#cli/console.ts";
import { addRunFlags } from "#cli/flags/add-run-flags.ts";
import { needing } from "#tests/helpers/needs/needing.ts";

const ROOT = buildCommands(systemConsole({}), () => undefined);
const scriptFor = (shell: Shell): string => completionScript(shell, ROOT);

/** What bash offers for the last of the words. */
function offered(...words: readonly string[]): string[] {
  const probe = `
    COMP_WORDS=(eks-conformance "$@"); COMP_CWORD=$#
    said=$(complete -p eks-conformance); said=\${said##*-F }; "\${said%% *}"
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", `${scriptFor("bash")}\n${probe}`, "bash", ...words], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
}

const inBash = needing("bash");

inBash.describe("bash", () => {
  test.each<[words: string[], offers: string[]]>([
    [["se"], ["serve", "selftest"]],
    [["sweep", "--jo"], ["--journal"]],
    [["sweep", "--see"], []],
    [
      ["run", "--kind", ""],
      ["reference", "emulator", "aws"],
    ],
    [["run", "--kind", "e"], ["emulator"]],
    [["run", "--seed", ""], []],
    [["run", "--out", "x"], []],
    [["run", "--kind", "=", "e"], ["emulator"]],
    [
      ["run", "--kind", "="],
      ["reference", "emulator", "aws"],
    ],
    [
      ["run", "--level", ""],
      ["must", "should", "info"],
    ],
    [
      ["run", "--format", "j"],
      ["json", "junit"],
    ],
    [["run", "--spec", "e"], ["eks"]],
    [["run", "--spec", "./my"], []],
    [
      ["run", "--feature", "au"],
      ["auth=required", "auth=absent", "auth=detect"],
    ],
    [
      ["run", "--feature", "auth", "="],
      ["required", "absent", "detect"],
    ],
    [["run", "--feature", "auth", "=", "re"], ["required"]],
    [["run", "--feature", "=", "auth", "=", "re"], ["required"]],
    [["serve", "--fault", "list-misses-n"], ["list-misses-newest-cluster"]],
    [["serve", "--variant", "quota-of-"], ["quota-of-10"]],
    [["hel"], ["help"]],
    [["help", "sw"], ["sweep"]],
    [["completion", "z"], ["zsh"]],
  ])("%j", (words, offers) => {
    expect(offered(...words).sort()).toEqual([...offers].sort());
  });

  test("offers every flag of a command, and help", () => {
    const run = ROOT.commands.find((command) => command.name() === "run");
    expect(offered("run", "--").sort()).toEqual([...(run?.options.map(({ long }) => long) ?? []), "--help"].sort());
  });
});

test("every value that is offered is one that is taken", () => {
  const command = addRunFlags(new Command("run")).exitOverride();
  for (const [flag, values] of Object.entries(VALUES).filter(([name]) => !/fault|variant/.test(name)))
    for (const value of values.map((each) => each.replace(/=$/, "=10"))) command.parse([flag, value], { from: "user" });
});

test.each(["zsh", "fish"] as const)("%s knows every command and flag", (shell) => {
  const script = scriptFor(shell);
  const missing = ROOT.commands.flatMap((command) => {
    const flags = command.options.map(({ long }) => (shell === "fish" ? ` -l ${long?.slice(2)} ` : `*${long}`));
    return [command.name(), ...flags].filter((text) => !script.includes(text));
  });
  expect(missing).toEqual([]);
});

inBash.test("the zsh script's quotes and brackets are closed, as a shell of the same syntax reads them", () => {
  expect(spawnSync("bash", ["-n"], { input: scriptFor("zsh"), encoding: "utf8" })).toMatchObject({
    status: 0,
    stderr: "",
  });
});

test("the fish script's quotes are closed on each line", () => {
  const lines = scriptFor("fish").split("\n");
  expect(lines.filter((line) => !line.startsWith("#") && !/^(?:[^'\\]|'(?:[^'\\]|\\.)*')*$/.test(line))).toEqual([]);
});
