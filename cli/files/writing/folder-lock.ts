import { lutimesSync, renameSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { removeFile, writeNewFile } from "#disk/files.ts";
import { requireOwnPlace } from "#disk/place.ts";
import { readBounded } from "#spec/bounded-file.ts";
import { UsageError } from "#cli/usage-error.ts";

/** A run at work in an output folder. */
export interface FolderLock {
  /** The process of a run that is gone and had left its lock, where there was one. */
  readonly takenOver: number | undefined;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The file is touched this often, in milliseconds, while the run is at work; earlier versions did not. */
  readonly beatMs?: number | undefined;
}

const FILE = "run.lock";

/** A lock is a line. */
const LOCK_BYTES = 10_000;
const BEAT_MS = 5_000;
/** Beats left out after which the run of another machine or container counts as gone: it may have been busy. */
const BEATS_MISSED = 24;

/** What the complaint of a folder in use says. */
export interface LockWords {
  /** The flag that named the folder, with its value. */
  readonly flag: string;
  /** Who holds it, as far as is known. */
  readonly holder: string;
  /** What the user can do. */
  readonly mend: string;
}

/** Files of the locks that this process holds: a process id that was given twice tells nothing. */
const held = new Set<string>();

/**
 * Keeps other runs out of a folder until released, or until this process is gone. Throws UsageError when a run that is
 * alive holds it. Of one on another machine, or in another container, that shows by how lately it touched its lock.
 */
export function lockFolder(folder: string, words: LockWords = wordsOf(folder)): FolderLock {
  const file = resolve(join(folder, FILE));
  requireOwnPlace(file);
  const before = holderOf(file);
  if (before !== undefined) refuseLive(before, file, words);
  if (before !== undefined) putAside(file, before, words);
  const own: Holder = { pid: process.pid, host: hostname(), beatMs: BEAT_MS };
  try {
    writeNewFile(file, `${JSON.stringify(own)}\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    refuse(words);
  }
  held.add(file);
  const heart = setInterval(() => beat(file), BEAT_MS).unref();
  const release = (): void => {
    process.off("exit", release);
    clearInterval(heart);
    if (held.delete(file) && isSame(holderOf(file), own)) removeFile(file);
  };
  process.once("exit", release);
  return { takenOver: before?.pid, release };
}

/**
 * Takes a lock away that is nobody's any more. Another run may have found that as well and hold the folder by now: only
 * one of them can move a given file, and whoever moves the other's new lock sees it, puts it back and is refused.
 */
function putAside(file: string, seen: Holder, words: LockWords): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return;
  }
  const moved = holderOf(aside);
  if (moved === undefined || isSame(moved, seen)) return removeFile(aside);
  renameSync(aside, file);
  refuse(words);
}

function isSame(one: Holder | undefined, other: Holder): boolean {
  return one?.pid === other.pid && one.host === other.host;
}

/** Another run was faster. */
function refuse({ flag, holder, mend }: LockWords): never {
  throw new UsageError(`${flag}: in use by ${holder}, which has just begun; ${mend}`);
}

function wordsOf(folder: string): LockWords {
  return { flag: `--out ${folder}`, holder: "another run", mend: "give another folder" };
}

/** Whoever deleted the lock meanwhile had a reason. */
function beat(file: string): void {
  try {
    lutimesSync(file, new Date(), new Date());
  } catch {
    return;
  }
}

function refuseLive(before: Holder, file: string, { flag, holder, mend }: LockWords): void {
  const { pid, host } = before;
  if (host !== hostname()) return refuseBeating(before, file, { flag, holder: `${holder} on ${host}`, mend });
  const alive = pid === process.pid ? held.has(file) : isAlive(pid);
  if (alive) throw new UsageError(`${flag}: in use by ${holder}, process ${pid}; ${mend}`);
}

/** No process can be asked for on another machine, so the age of its latest beat decides. */
function refuseBeating({ pid, beatMs }: Holder, file: string, { flag, holder, mend }: LockWords): void {
  const inUse = `${flag}: in use by ${holder}, process ${pid}`;
  if (beatMs === undefined) throw new UsageError(`${inUse}; ${mend}, or delete ${file} if it is gone`);
  const [silentMs, goneMs] = [ageMs(file), beatMs * BEATS_MISSED];
  if (silentMs >= goneMs) return;
  const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1000))} s`;
  throw new UsageError(
    `${inUse}, last active ${seconds(silentMs)} ago; ${mend}. If it is gone, try again in ${seconds(goneMs - silentMs)}, when its lock counts as stale, or delete ${file} now`,
  );
}

/** Milliseconds since the file was touched, by our clock; 0 for one that is gone. */
function ageMs(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

/** Signal 0 asks without sending anything; EPERM is the answer of a process of somebody else. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Undefined where there is no lock; one that was torn by a crash is nobody's. */
function holderOf(file: string): Holder | undefined {
  try {
    const { pid, host, beatMs } = JSON.parse(readBounded(file, LOCK_BYTES).toString("utf8")) as Partial<Holder>;
    return Number.isInteger(pid) && typeof host === "string" ? { pid: pid as number, host, beatMs } : NOBODY;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : NOBODY;
  }
}

/** No process has this id, so the lock counts as stale. */
const NOBODY: Holder = { pid: 2 ** 30, host: hostname() };
