import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TEXTS = markdownBelow("");
const ROOM = "(?:spec|generators|protocol|endpoint|clusters|suites|reports|reference|cli|tests|scripts|docs|examples)";
/** Pages of Smithy's own repository, as citations name them. */
const SMITHY_PAGE = /^docs\/source-(?:2\.0|shared)\//;
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

/** The Markdown files of the repository, without those of dependencies, of what is built and of what a run left. */
function markdownBelow(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return path.endsWith(".md") ? [path] : [];
    return /^(?:\.git|node_modules|dist|conformance-results|api-pages|reports)$/.test(entry.name)
      ? []
      : markdownBelow(path);
  });
}

/** The anchors that GitHub gives to the headings of a text, and those that it sets itself. */
function anchorsOf(file: string): ReadonlySet<string> {
  const text = readFileSync(join(ROOT, file), "utf8").replace(/^```.*?^```$/gms, "");
  const headings = found(text, /^#{1,6} (.+)$/gm).map((heading) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...headings, ...found(text, /<a (?:id|name)="([^"]+)"/g)]);
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

describe.each(TEXTS)("%s", (file) => {
  const text = readFileSync(join(ROOT, file), "utf8");

  test("names files and folders that there are", () => {
    const named = found(text, new RegExp(`\`(${ROOM}/[\\w./-]*)\``, "g"));
    expect(named.filter((path) => !existsSync(join(ROOT, path)) && !SMITHY_PAGE.test(path))).toEqual([]);
  });

  test("links to files that there are", () => {
    const linked = found(text, /\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g);
    expect(linked.filter((path) => !existsSync(join(ROOT, dirname(file), path)))).toEqual([]);
  });

  test("links to headings that there are", () => {
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)];
    const missing = linked.filter(([, path = "", anchor = ""]) => {
      const target = path === "" ? file : join(dirname(file), path);
      return !target.endsWith(".md") || !existsSync(join(ROOT, target)) || !anchorsOf(target).has(anchor);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  test("names commands of npm that there are", () => {
    const named = found(text, /npm run (?:--\w+ )?([a-z:-]+)/g);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});
