import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { UsageError } from "../usage-error.ts";

/** A run at work in an output folder. */
export interface FolderLock {
  /** The process of a run that is gone and had left its lock, where there was one. */
  readonly takenOver: number | undefined;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

const FILE = "run.lock";

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
 * alive, or on another machine, holds it.
 */
export function lockFolder(folder: string, words: LockWords = wordsOf(folder)): FolderLock {
  const file = resolve(join(folder, FILE));
  const before = holderOf(file);
  if (before !== undefined) refuseLive(before, file, words);
  if (before !== undefined) rmSync(file, { force: true });
  const own: Holder = { pid: process.pid, host: hostname() };
  try {
    writeFileSync(file, `${JSON.stringify(own)}\n`, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UsageError(`${words.flag}: in use by ${words.holder}, which has just begun; ${words.mend}`);
  }
  held.add(file);
  const release = (): void => {
    process.off("exit", release);
    if (held.delete(file)) rmSync(file, { force: true });
  };
  process.once("exit", release);
  return { takenOver: before?.pid, release };
}

function wordsOf(folder: string): LockWords {
  return { flag: `--out ${folder}`, holder: "another run", mend: "give another folder" };
}

function refuseLive({ pid, host }: Holder, file: string, { flag, holder, mend }: LockWords): void {
  if (host !== hostname()) {
    throw new UsageError(
      `${flag}: in use by ${holder} on ${host}, process ${pid}; ${mend}, or delete ${file} if it is gone`,
    );
  }
  const alive = pid === process.pid ? held.has(file) : isAlive(pid);
  if (alive) throw new UsageError(`${flag}: in use by ${holder}, process ${pid}; ${mend}`);
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
    const { pid, host } = JSON.parse(readFileSync(file, "utf8")) as Partial<Holder>;
    return Number.isInteger(pid) && typeof host === "string" ? { pid: pid as number, host } : NOBODY;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : NOBODY;
  }
}

/** No process has this id, so the lock counts as stale. */
const NOBODY: Holder = { pid: 2 ** 30, host: hostname() };
