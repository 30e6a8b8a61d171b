import { once } from "node:events";
import { createServer } from "node:net";
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { beginFile, headOf, openToAppend, PRIVATE, writeFile, writeNewFile, writeOn } from "#disk/files.ts";
import { makeFolder, requireNoLinks } from "#disk/folders.ts";
import { PlaceTaken } from "#disk/place.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "disk-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const textOf = (name: string): string => readFileSync(at(name), "utf8");

test("a file is replaced, not written over: its other name and its readers keep what they had", () => {
  writeFileSync(at("a"), "before");
  linkSync(at("a"), at("other"));
  writeFile(at("a"), "after");
  expect(textOf("a")).toBe("after");
  expect(textOf("other")).toBe("before");
});

test("a file that cannot take its place leaves nothing beside it", () => {
  mkdirSync(at("a"));
  expect(() => writeFile(at("a"), "text")).toThrow(expect.objectContaining({ code: "EISDIR" }));
  expect(readdirSync(folder)).toEqual(["a"]);
});

test("a file that is begun has its name at once, and what is written to it later", () => {
  const handle = beginFile(at("a"), { text: "one\n", mode: PRIVATE });
  writeOn(handle, "two\n");
  closeSync(handle);
  expect(textOf("a")).toBe("one\ntwo\n");
  expect(statSync(at("a")).mode & 0o777).toBe(0o600);
});

test("a file is appended to, and made for its user alone", () => {
  for (const line of ["one\n", "two\n"]) {
    const handle = openToAppend(at("a"));
    writeOn(handle, line);
    closeSync(handle);
  }
  expect(textOf("a")).toBe("one\ntwo\n");
  expect(statSync(at("a")).mode & 0o777).toBe(0o600);
});

const WRITERS: Readonly<Record<string, (path: string) => unknown>> = {
  beginFile,
  openToAppend,
  writeFile: (path) => writeFile(path, "text"),
};

test.each(Object.entries(WRITERS))("%s writes through no link and into no device", (_name, write) => {
  writeFileSync(at("mine"), "mine");
  symlinkSync(at("mine"), at("link"));
  symlinkSync(at("new"), at("dangling"));
  for (const name of ["link", "dangling"]) expect(() => write(at(name))).toThrow(PlaceTaken);
  if (existsSync("/dev/null")) expect(() => write("/dev/null")).toThrow("/dev/null is no ordinary file");
  expect(textOf("mine")).toBe("mine");
  expect(existsSync(at("new"))).toBe(false);
});

test("nothing is appended to what has another name", () => {
  writeFileSync(at("mine"), "mine");
  linkSync(at("mine"), at("a"));
  expect(() => openToAppend(at("a"))).toThrow(PlaceTaken);
  expect(textOf("mine")).toBe("mine");
});

test("a new file takes nobody's place, not even that of a link to nothing", () => {
  symlinkSync(at("new"), at("a"));
  expect(() => writeNewFile(at("a"), "text")).toThrow(expect.objectContaining({ code: "EEXIST" }));
  expect(existsSync(at("new"))).toBe(false);
});

test("the head of a file is read up to its end, and not through a link", () => {
  writeFileSync(at("a"), "head and tail");
  symlinkSync(at("a"), at("link"));
  expect(headOf(at("a"), 4)).toBe("head");
  expect(headOf(at("a"), 100)).toBe("head and tail");
  expect(() => headOf(at("link"), 4)).toThrow(expect.objectContaining({ code: "ELOOP" }));
});

test("a folder is made with those above it, and gets its mode only when it is made", () => {
  makeFolder(at("a/b"), 0o700);
  expect(statSync(at("a/b")).mode & 0o777).toBe(0o700);
  makeFolder(at("a/b"), 0o755);
  expect(statSync(at("a/b")).mode & 0o777).toBe(0o700);
});

test("a link is found however deep it is, and a folder that is not there has none", () => {
  makeFolder(at("a/b/c"));
  requireNoLinks(folder);
  requireNoLinks(at("nowhere"));
  symlinkSync("anything", at("a/b/c/link"));
  expect(() => requireNoLinks(folder)).toThrow(`${at("a/b/c/link")} is a link`);
});

test("so is a socket, or a pipe, in whose place no report could stand", async () => {
  makeFolder(at("a"));
  const server = createServer().listen(at("a/run.json"));
  await once(server, "listening");
  expect(() => requireNoLinks(folder)).toThrow(`${at("a/run.json")} is no ordinary file`);
  server.close();
});
