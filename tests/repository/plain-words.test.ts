import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";
import { ownFiles } from "#tests/helpers/own-files.ts";

/** Words of ours that nobody else would say so; CONTRIBUTING.md, "Words", has what to say instead. */
const NOT_PLAIN =
  /\b(?:(?:is|are|be) told\b(?! to)|told (?:of|as)\b|charged to|takes away|taken away|the cluster of before|map of names|brought the error|(?:is|are|was) no (?:JSON|object|string|list)\b|a text\b|texts\b)/;

/** Pages that users read; the findings on emulators keep what the emulator was told then. */
const PAGES = [
  "README.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "docs/first-run.md",
  "docs/tests.md",
  "docs/aws.md",
  "docs/other-services.md",
  "docs/real-eks.md",
];

const STRING = /"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\\n]|\\.)*)`/g;

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

const FOLDERS = ["cli", "custody", "endpoint", "protocol", "reports", "spec", "suites"];

/** Sentences among the strings of a file's code: what has a blank between words, and stands in no comment. */
function sentencesIn(file: string): string[] {
  const code = read(file)
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/^\s*\/\/.*$/gm, "");
  const strings = [...code.matchAll(STRING)].map(([, quoted, template]) => quoted ?? template ?? "");
  return strings.map((text) => text.replaceAll(/\$\{[^}]*\}/g, "…")).filter((text) => /\w \w/.test(text));
}

test("what is printed is in plain words", () => {
  const found = FOLDERS.flatMap((folder) => ownFiles(folder))
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => sentencesIn(file).map((text) => `${file}: ${text}`));
  expect(found.length).toBeGreaterThan(1_000);
  expect(found.filter((line) => NOT_PLAIN.test(line))).toEqual([]);
});

test.each(PAGES)("%s is in plain words", (page) => {
  const lines = read(page).split("\n");
  expect(lines.filter((line) => NOT_PLAIN.test(line))).toEqual([]);
});

test("CONTRIBUTING lists what to say instead", () => {
  const rows = [...read("CONTRIBUTING.md").matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map(([, not = ""]) => not);
  for (const word of ["told, told of", "takes away", "the cluster of before"]) expect(rows).toContain(word);
});
