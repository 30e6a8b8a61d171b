import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { lockFolder } from "../../../cli/files/folder-lock.ts";
import { withFolder } from "../../helpers/cli-process.ts";

const inFolder = (use: (folder: string, lock: string) => void) =>
  withFolder((folder) => Promise.resolve(use(folder, join(folder, "run.lock"))));

test("a folder in use is refused, with the process that holds it", () =>
  inFolder((folder) => {
    const held = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`in use by another run, process ${process.pid}`);
    held.release();
  }));

test("a folder let go of is free", () =>
  inFolder((folder, lock) => {
    lockFolder(folder).release();
    expect(existsSync(lock)).toBe(false);
    expect(lockFolder(folder)).toMatchObject({ takenOver: undefined });
  }));

test("the lock of a process that is gone is taken over, and it is said whose", () =>
  inFolder((folder, lock) => {
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    const taken = lockFolder(folder);
    expect(taken.takenOver).toBe(2 ** 22 + 1);
    expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({ pid: process.pid });
    taken.release();
  }));

test("a lock with the id of this process that it does not hold is stale", () =>
  inFolder((folder, lock) => {
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname() }));
    const taken = lockFolder(folder);
    expect(taken.takenOver).toBe(process.pid);
    taken.release();
  }));

test("the lock of another process that is alive is refused", () =>
  inFolder((folder, lock) => {
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: hostname() }));
    expect(() => lockFolder(folder)).toThrow(`process ${process.ppid}`);
  }));

test("of a lock from another machine nothing can be told, so it is refused with the file to delete", () =>
  inFolder((folder, lock) => {
    writeFileSync(lock, JSON.stringify({ pid: 1, host: "elsewhere" }));
    expect(() => lockFolder(folder)).toThrow(/run on elsewhere, process 1; .* delete .*run\.lock/);
  }));

test("a lock torn by a crash is taken over", () =>
  inFolder((folder, lock) => {
    writeFileSync(lock, '{"pid":1');
    lockFolder(folder).release();
    expect(existsSync(lock)).toBe(false);
  }));
