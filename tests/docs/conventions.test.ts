import { expect, test } from "@jest/globals";
import { buildCommands } from "#cli/command-line/build-commands.ts";
import { systemConsole } from "#cli/console.ts";
import { splitWords } from "#cli/flags/split-words.ts";
import { conventions } from "#tests/helpers/conventions.ts";

const { commands } = buildCommands(systemConsole({}), () => undefined);
const OWN = conventions().filter(({ command }) => /^(?:[A-Z_]+=\S* )*eks-conformance /.test(command));

test("the table has a row for each convention", () => {
  expect(conventions().length).toBeGreaterThan(30);
  expect(OWN.length).toBeGreaterThan(20);
});

test.each(OWN.map(({ command }) => command))("%s has a command and flags that there are", (line) => {
  const words = splitWords(line, "docs/conventions.md");
  const [name = "", ...rest] = words.slice(words.indexOf("eks-conformance") + 1);
  const own = commands.find((command) => command.name() === name);
  expect(own?.name()).toBe(name);
  const flags = rest.filter((word) => word.startsWith("--"));
  expect(flags.filter((flag) => own?.options.every(({ long }) => long !== flag))).toEqual([]);
});
