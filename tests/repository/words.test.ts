import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";

/** What the reference server reads by itself of the contract and of the protocol: the same thing, in a form of its own. */
const READ_TWICE = [
  "Header",
  "InputMember",
  "Member",
  "Operation",
  "Pages",
  "Readiness",
  "Route",
  "Service",
  "Shape",
  "Tagging",
];

/** The same of functions: what both need, each has by itself. */
const DONE_TWICE = [
  "canonicalRequest",
  "codePoints",
  "headerValue",
  "kebab",
  "listClusters",
  "readBody",
  "readModel",
  "sha256Hex",
  "valueAt",
];

const FOLDERS = [
  "spec",
  "generators",
  "protocol",
  "endpoint",
  "custody",
  "suites",
  "reports",
  "reference",
  "cli",
  "scripts",
];

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

function sourcesIn(folder: string): string[] {
  const paths = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return paths.filter((path) => /\.tsx?$/.test(path)).map((path) => `${folder}/${path}`);
}

const TYPE = /^(?:export )?(?:interface|type|class) (\w+)/gm;
const EXPORTED_FUNCTION = /^export (?:async )?(?:function\*? |const (?=\w+ = (?:async )?\())(\w+)/gm;

/** What is declared in more files than one, with those files. Overloads of one file are one thing. */
function declaredTwice(declaration: RegExp): (readonly [name: string, paths: readonly string[]])[] {
  const found = new Map<string, Set<string>>();
  for (const path of FOLDERS.flatMap(sourcesIn)) {
    for (const [, name = ""] of read(path).matchAll(declaration)) {
      found.set(name, (found.get(name) ?? new Set()).add(path));
    }
  }
  return [...found].flatMap(([name, paths]) => (paths.size > 1 ? [[name, [...paths]] as const] : []));
}

test.each([
  ["a type", TYPE, READ_TWICE],
  ["an exported function", EXPORTED_FUNCTION, DONE_TWICE],
])("no name of %s stands for two things", (_what, declaration, allowed) => {
  const twice = declaredTwice(declaration);
  expect(twice.filter(([name]) => !allowed.includes(name))).toEqual([]);
  for (const [, paths] of twice)
    expect(paths.map((path) => path.startsWith("reference/")).sort()).toEqual([false, true]);
  expect(twice.map(([name]) => name).sort()).toEqual(allowed);
});

test("the glossary has at most 25 words, each once", () => {
  const [, words = ""] = /^## Words\n(.*?)^## /ms.exec(read("ARCHITECTURE.md")) ?? [];
  const entries = [...words.matchAll(/^\| ([a-z ]+?) +\|/gm)].map(([, word]) => word).filter((word) => word !== "word");
  expect(entries.length).toBeGreaterThan(20);
  expect(entries.length).toBeLessThanOrEqual(25);
  expect(new Set(entries).size).toBe(entries.length);
});
