import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { buildCommands } from "#cli/command-line/build-commands.ts";
import { completionScript } from "#cli/completion/completion-script.ts";
import { systemConsole } from "#cli/console.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { needing } from "#tests/helpers/needs/needing.ts";

const ROOT = buildCommands(systemConsole({}), () => undefined);

/** A shell at a terminal completes one line, writes what it offers into a file, and leaves. */
const ZSH_AT_A_TERMINAL = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=""; fpath=($FOLDER $fpath); autoload -Uz compinit; compinit -u -D
compadd() {
  if [[ " \${(j: :)@[1,(i)-(-|)]}" != *" -"[OAD]* ]]; then
    local -a hits; builtin compadd -A hits "$@"; print -rl -- $hits >> $FOLDER/offered
  fi
  builtin compadd "$@"
}
comppostfuncs=(exit)
bindkey "^I" complete-word; print SET""UP'
zpty -r shell line '*SETUP*'
zpty -w -n shell "$LINE"$'\\t'
while zpty -r shell line; do :; done
`;

function offeredByZsh(line: string): Promise<string[]> {
  return withFolder((folder) => {
    writeFileSync(join(folder, "_eks-conformance"), completionScript("zsh", ROOT));
    const env = { PATH: process.env["PATH"], FOLDER: folder, LINE: line, TERM: "xterm" };
    expect(spawnSync("zsh", ["-f", "-c", ZSH_AT_A_TERMINAL], { env, encoding: "utf8" })).toMatchObject({ stderr: "" });
    const file = join(folder, "offered");
    return Promise.resolve(existsSync(file) ? words(readFileSync(file, "utf8")) : []);
  });
}

function offeredByFish(line: string): Promise<string[]> {
  return withFolder((folder) => {
    const file = join(folder, "completions.fish");
    writeFileSync(file, completionScript("fish", ROOT));
    const lines = ["--no-config", "-c", "source $argv[1]; complete -C $argv[2]", file, line];
    const { stdout, stderr } = spawnSync("fish", lines, { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("");
    return Promise.resolve(words(stdout));
  });
}

/** The first word of each line: fish says what it does behind a tab. */
function words(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line) => line.split("\t", 1))
    .filter((word) => word !== "")
    .sort();
}

const COMMANDS = [...ROOT.commands.map((command) => command.name()), "help"].sort();
const FLAGS_OF_SWEEP = ROOT.commands
  .filter((command) => command.name() === "sweep")
  .flatMap(({ options }) => options.map(({ long }) => long ?? ""));

const LINES: readonly [line: string, offers: readonly string[]][] = [
  ["eks-conformance ", COMMANDS],
  ["eks-conformance se", ["selftest", "serve"]],
  ["eks-conformance --", ["--help", "--version"]],
  ["eks-conformance sweep --", [...FLAGS_OF_SWEEP, "--help"].sort()],
  ["eks-conformance sweep --see", []],
  ["eks-conformance run --kind ", ["aws", "emulator", "reference"]],
  ["eks-conformance run --kind e", ["emulator"]],
  ["eks-conformance run --level ", ["info", "must", "should"]],
  ["eks-conformance serve --fault list-misses-n", ["list-misses-newest-cluster"]],
  ["eks-conformance help sw", ["sweep"]],
  ["eks-conformance run --seed ", []],
  ["eks-conformance completion ", ["bash", "fish", "zsh"]],
];

needing("zsh").test.each(LINES)("zsh at a terminal offers for %j what there is", async (line, offers) => {
  expect(await offeredByZsh(line)).toEqual(offers);
});

needing("fish").test.each(LINES)("fish offers for %j what there is", async (line, offers) => {
  expect(await offeredByFish(line)).toEqual(offers);
});

needing("zsh").test("zsh offers values behind = too, and files beside those that are known", async () => {
  expect(await offeredByZsh("eks-conformance run --kind=e")).toEqual(["emulator"]);
  expect(await offeredByZsh("eks-conformance run --spec ek")).toEqual(["eks"]);
});

needing("fish").test("fish offers values behind = too", async () => {
  expect(await offeredByFish("eks-conformance run --kind=e")).toEqual(["--kind=emulator"]);
});
