import { expect, test } from "@jest/globals";
import { helpLine, programName } from "#cli/program-name.ts";

const folder = "/home/a/project";

test.each<[how: string, script: string | undefined, path: string, name: string]>([
  ["npx, of what the project has", `${folder}/node_modules/.bin/eks-conformance`, "", "npx --no eks-conformance"],
  [
    "a script of npm, which puts that folder on the PATH",
    `${folder}/node_modules/.bin/eks-conformance`,
    `${folder}/node_modules/.bin:/usr/bin`,
    "npx --no eks-conformance",
  ],
  ["what is installed for all", "/usr/local/bin/eks-conformance", "/usr/bin:/usr/local/bin", "eks-conformance"],
  ["a link that is not on the PATH", "/opt/my tools/eks-conformance", "/usr/bin", "'/opt/my tools/eks-conformance'"],
  ["a clone, from within", `${folder}/dist/cli/main.js`, "/usr/bin", "node dist/cli/main.js"],
  ["a clone, from elsewhere", "/home/b/suite/dist/cli/main.js", "/usr/bin", "node /home/b/suite/dist/cli/main.js"],
  ["a test framework", `${folder}/node_modules/.bin/jest`, "", "npx --no eks-conformance"],
  ["somebody's code", `${folder}/check.js`, "", "npx --no eks-conformance"],
  ["no script", undefined, "", "npx --no eks-conformance"],
])("a command is typed as the process was started by %s", (_how, script, path, name) => {
  expect(programName({ script, path, folder })).toBe(name);
});

test.each([
  ["npx --no eks-conformance", "npx --no -- eks-conformance --help"],
  ["node dist/cli/main.js", "node dist/cli/main.js --help"],
])("help of %s is asked for by %s", (program, line) => {
  expect(helpLine(program)).toBe(line);
});
