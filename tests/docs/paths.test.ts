import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TEXTS = [".", "docs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file)),
);
const ROOM = "(?:spec|generators|protocol|endpoint|clusters|suites|reports|reference|cli|tests|scripts|docs|examples)";
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

describe.each(TEXTS)("%s", (file) => {
  const text = readFileSync(join(ROOT, file), "utf8");

  test("names files and folders that there are", () => {
    const named = found(text, new RegExp(`\`(${ROOM}/[\\w./-]*)\``, "g"));
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test("links to files that there are", () => {
    const linked = found(text, /\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g);
    expect(linked.filter((path) => !existsSync(join(ROOT, dirname(file), path)))).toEqual([]);
  });

  test("names commands of npm that there are", () => {
    const named = found(text, /npm run (?:--\w+ )?([a-z:-]+)/g);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});
