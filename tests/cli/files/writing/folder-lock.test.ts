import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { lockFolder } from "#cli/files/writing/folder-lock.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";

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

test("a process that uses many folders in turn keeps no listener of those it let go of", () =>
  inFolder((folder) => {
    const before = process.listenerCount("exit");
    lockFolder(folder).release();
    expect(process.listenerCount("exit")).toBe(before);
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

test("a stale lock that another run took over since it was looked at stays that run's", () =>
  inFolder((folder, lock) => {
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    const faster = JSON.stringify({ pid: process.ppid, host: hostname() });
    const looked = jest.spyOn(process, "kill").mockImplementationOnce(() => {
      writeFileSync(lock, faster);
      throw new Error("no such process");
    });
    expect(() => lockFolder(folder)).toThrow("in use by another run, which has just begun");
    expect(looked).toHaveBeenCalledTimes(1);
    expect(readFileSync(lock, "utf8")).toBe(faster);
    expect(readdirSync(folder)).toEqual(["run.lock"]);
  }));

test("letting go leaves the lock of a run that has the folder by now", () =>
  inFolder((folder, lock) => {
    const held = lockFolder(folder);
    const other = JSON.stringify({ pid: process.ppid, host: hostname() });
    writeFileSync(lock, other);
    held.release();
    expect(readFileSync(lock, "utf8")).toBe(other);
  }));

/** The lock of a run in another container, touched so many seconds ago. */
function lockedElsewhere(lock: string, seconds: number): void {
  writeFileSync(lock, JSON.stringify({ pid: 1, host: "elsewhere", beatMs: 5_000 }));
  const then = Date.now() / 1000 - seconds;
  utimesSync(lock, then, then);
}

test("a lock from another machine that was touched lately is refused, with when it will count as left", () =>
  inFolder((folder, lock) => {
    lockedElsewhere(lock, 60);
    expect(() => lockFolder(folder)).toThrow(
      /run on elsewhere, process 1, last active 6\d s ago; .* again in [56]\d s, .* or delete .*run\.lock now/,
    );
  }));

test("a lock from another machine that was touched two minutes ago is taken over", () =>
  inFolder((folder, lock) => {
    lockedElsewhere(lock, 120);
    const taken = lockFolder(folder);
    expect(taken.takenOver).toBe(1);
    taken.release();
  }));

test("a lock is touched as long as it is held", () => {
  jest.useFakeTimers();
  return inFolder((folder, lock) => {
    const held = lockFolder(folder);
    utimesSync(lock, 1, 1);
    jest.advanceTimersByTime(5_000);
    expect(statSync(lock).mtimeMs).toBeGreaterThan(1_000);
    held.release();
    jest.useRealTimers();
  });
});

test("of a lock from another machine that an earlier version left nothing can be told, so the file to delete is", () =>
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
