// Nobody has published the package: what asks a registry for its name runs whatever a stranger puts there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";
import { ownFiles } from "#tests/helpers/own-files.ts";

/** A command that may fetch, up to the name; the name of a tarball, a path or a repository's folder is another one. */
const ASKING =
  /\b(?:npx|npm (?:exec|x|i|install|add)|pnpm (?:dlx|add)|yarn (?:dlx|add)|bunx)\b[^\n`'"|&;]*?\s"?eks-conformance(?![\w./-])[^\n`|&;]*/g;
/** What runs an installed package and never another one. */
const SAFE = /^(?:npx --no(?:-install)? |npm exec --no )/;
/** Said of the time after. */
const LATER = ["| `npx eks-conformance` in any folder", "| `npx eks-conformance` asks npm for a package"];

function askingForTheName(text: string): string[] {
  const now = LATER.reduce((left, said) => left.replaceAll(said, ""), text);
  return [...now.matchAll(ASKING)].map(([command]) => command).filter((command) => !SAFE.test(command));
}

const FILES = ownFiles().filter(
  (file) =>
    (/\.(?:md|yml|ts|mts|mjs|js)$/.test(file) || file.startsWith("examples/") || file === "Dockerfile") &&
    file !== "CHANGELOG.md" &&
    !file.startsWith("tests/"),
);

test.each(FILES)("%s asks no registry for the name", (file) => {
  expect(askingForTheName(readFileSync(join(ROOT, file), "utf8"))).toEqual([]);
});

describe("what would ask is found", () => {
  test.each([
    "npx eks-conformance run",
    "npx --yes eks-conformance@0.1.0 plan",
    "run: npm install --save-dev eks-conformance jest",
    "npm i -g eks-conformance",
    'npm install --prefix x "eks-conformance@${VERSION:-$own}"',
    "npm exec eks-conformance run",
    "pnpm dlx eks-conformance",
  ])("%s", (line) => expect(askingForTheName(line)).toHaveLength(1));

  test.each([
    "npx --no eks-conformance run",
    "npx --yes ./eks-conformance-0.1.0.tgz run",
    "npm install --save-dev CLONE/eks-conformance-0.1.0.tgz jest",
    "npm ci, then eks-conformance run",
  ])("but not %s", (line) => expect(askingForTheName(line)).toEqual([]));
});
