import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "../helpers/action-file.ts";

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

const FOLDERS = [
  "spec",
  "generators",
  "protocol",
  "endpoint",
  "clusters",
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

function typesByName(paths: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    for (const [, name = ""] of read(path).matchAll(/^(?:export )?(?:interface|type|class) (\w+)/gm)) {
      found.set(name, [...(found.get(name) ?? []), path]);
    }
  }
  return found;
}

test("no name of a type stands for two things", () => {
  const types = typesByName(FOLDERS.flatMap(sourcesIn));
  const twice = [...types].filter(([, paths]) => paths.length > 1);
  expect(twice.filter(([name]) => !READ_TWICE.includes(name))).toEqual([]);
  for (const [, paths] of twice)
    expect(paths.map((path) => path.startsWith("reference/")).sort()).toEqual([false, true]);
  expect(twice.map(([name]) => name).sort()).toEqual(READ_TWICE);
});

test("the glossary has at most 25 words, each once", () => {
  const [, words = ""] = /^## Words\n(.*?)^## /ms.exec(read("ARCHITECTURE.md")) ?? [];
  const entries = [...words.matchAll(/^\| ([a-z ]+?) +\|/gm)].map(([, word]) => word).filter((word) => word !== "word");
  expect(entries.length).toBeGreaterThan(20);
  expect(entries.length).toBeLessThanOrEqual(25);
  expect(new Set(entries).size).toBe(entries.length);
});
