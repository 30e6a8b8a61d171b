import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";

/** What is installed or built is in no checkout. */
const MADE = ["node_modules", "dist", ".git"];

const TOP = readdirSync(ROOT, { withFileTypes: true }).filter(({ name }) => !MADE.includes(name));
const FOLDERS = TOP.filter((entry) => entry.isDirectory()).map(({ name }) => name);
const PATHS = [...TOP.map(({ name }) => name), ...FOLDERS.flatMap(below)];
/** What is quoted there stands in other people's repositories. */
const OF_OTHERS = ["docs/real-eks.md"];
const DOCUMENTS = PATHS.filter((path) => /^(?:docs\/)?[\w-]+\.md$/.test(path) && !OF_OTHERS.includes(path));
const SCRIPTS = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> }).scripts,
);

/** A path from one of the repository's folders. */
const WHOLE_PATH = new RegExp(
  String.raw`(?<![\w./-])(?:${FOLDERS.join("|").replaceAll(".", "\\.")})(?:/[\w.-]*\w)+`,
  "g",
);
/** A file or folder by the end of its path, as these two name it where the folder was named before. */
const END_OF_PATH = /(?<=`)[\w.-]+(?:\/[\w.-]+)*(?:\/|\.(?:[mc]?[jt]sx?|ya?ml|md|txt))(?=`)/g;

function below(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return entries.map((entry) => `${folder}/${entry.replaceAll("\\", "/")}`);
}

/** What a document says outside its blocks of code, and what of that names something. */
function namedIn(document: string, name: RegExp): string[] {
  const text = readFileSync(join(ROOT, document), "utf8").replaceAll(/^( *)```.*?^ *```$/gms, "");
  return [...new Set(text.match(name))];
}

test.each(DOCUMENTS)("%s names no file of the repository that is not there", (document) => {
  expect(namedIn(document, WHOLE_PATH).filter((path) => !PATHS.includes(path))).toEqual([]);
});

test.each(["ARCHITECTURE.md", "CONTRIBUTING.md"])("%s names no file by an end that no path has", (document) => {
  const ends = namedIn(document, END_OF_PATH).map((end) => `/${end.replace(/\/$/, "")}`);
  expect(ends.length).toBeGreaterThan(10);
  expect(ends.filter((end) => !PATHS.some((path) => `/${path}`.endsWith(end)))).toEqual([]);
});

test("CONTRIBUTING.md names no script that package.json lacks", () => {
  const scripts = namedIn("CONTRIBUTING.md", /(?<=\bnpm run )[\w:]+/g);
  expect(scripts.filter((script) => !SCRIPTS.includes(script))).toEqual([]);
});
