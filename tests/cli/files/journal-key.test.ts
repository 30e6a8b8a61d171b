import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { journalKey, withoutKey } from "#cli/files/journal-key.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";

test("a key is made once, for this user alone, and kept out of the way", () =>
  withFolder(async (home) => {
    const key = journalKey({ HOME: home });
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(journalKey({ HOME: home })).toBe(key);
    const folder = join(home, ".local", "state", "eks-conformance");
    expect(readdirSync(folder)).toEqual(["key"]);
    expect(statSync(join(folder, "key")).mode & 0o777).toBe(0o600);
    expect(journalKey({ HOME: join(home, "another") })).not.toBe(key);
  }));

test("XDG_STATE_HOME says where, unless it is not absolute", () =>
  withFolder(async (folder) => {
    const key = journalKey({ HOME: "/nonexistent", XDG_STATE_HOME: folder });
    expect(readFileSync(join(folder, "eks-conformance", "key"), "utf8")).toBe(`${key}\n`);
    expect(journalKey({ HOME: folder, XDG_STATE_HOME: "state" })).not.toBe(key);
    expect(existsSync("state")).toBe(false);
  }));

test("there is none where it cannot be kept, and nothing is thrown", () =>
  withFolder(async (home) => {
    writeFileSync(join(home, "file"), "");
    const short = join(home, "short", "eks-conformance");
    mkdirSync(short, { recursive: true });
    writeFileSync(join(short, "key"), "too short");
    for (const state of [join(home, "file"), "/proc/nowhere", join(home, "short")]) {
      expect(journalKey({ XDG_STATE_HOME: state })).toBeUndefined();
    }
    chmodSync(home, 0o500);
    // Nothing keeps the superuser from writing there.
    if (process.getuid?.() !== 0) expect(journalKey({ HOME: home })).toBeUndefined();
    chmodSync(home, 0o700);
  }));

test("the variable gives one to several machines, and what is started does not see it", () => {
  const key = "0123456789abcdef0123456789abcdef";
  expect(journalKey({ EKS_CONFORMANCE_KEY: key, HOME: "/nonexistent" })).toBe(key);
  expect(withoutKey({ EKS_CONFORMANCE_KEY: key, PATH: "/bin" })).toEqual({
    EKS_CONFORMANCE_KEY: undefined,
    PATH: "/bin",
  });
});

test("a variable that anybody could guess is refused in one line", () =>
  expect(() => journalKey({ EKS_CONFORMANCE_KEY: "secret" })).toThrow(
    /^EKS_CONFORMANCE_KEY: give at least 32 characters/,
  ));

test.each(["/dev/zero", "/dev/tty", "."])("what is no file is no key, and is not waited for: a link to %s", (to) =>
  withFolder((state) => {
    mkdirSync(join(state, "eks-conformance"));
    symlinkSync(to, join(state, "eks-conformance", "key"));
    expect(journalKey({ XDG_STATE_HOME: state })).toBeUndefined();
    return Promise.resolve();
  }),
);
