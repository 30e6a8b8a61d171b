import { randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { requireOwnPlace, requireUnshared } from "./place.ts";

/** Windows has no such flag: there the look before must do. */
const { O_NOFOLLOW = 0 } = constants as Partial<typeof constants>;

/** For files that hold what others on the machine need not read. */
export const PRIVATE = 0o600;

/**
 * Puts a new file in the place of whatever file stands there, whose other names and open handles keep what they had.
 * Answers its handle, to write on. The text is in it before it has its name. Throws `PlaceTaken`.
 */
export function beginFile(path: string, { text = "", mode = 0o666 } = {}): number {
  requireOwnPlace(path);
  const beside = besideOf(path);
  const handle = openSync(beside, "wx", mode);
  try {
    writeFileSync(handle, text);
    // A rename replaces a link that has come meanwhile, and does not follow it.
    renameSync(beside, path);
    return handle;
  } catch (error) {
    closeSync(handle);
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Writes a whole file, of which nobody sees a part. Throws `PlaceTaken`. */
export function writeFile(path: string, text: string, mode?: number): void {
  closeSync(beginFile(path, { text, mode }));
}

/** Writes a file anew from what stands in it, which stays as it is until the whole is written. Throws `PlaceTaken`. */
export function rewriteFile(path: string, piecesOf: (handle: number) => Iterable<string>, mode?: number): void {
  requireOwnPlace(path);
  const beside = besideOf(path);
  const from = openSync(path, constants.O_RDONLY | O_NOFOLLOW);
  try {
    const to = openSync(beside, "wx", mode);
    try {
      for (const piece of piecesOf(from)) writeFileSync(to, piece);
    } finally {
      closeSync(to);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(from);
  }
}

function besideOf(path: string): string {
  return join(dirname(path), `.${randomUUID()}.tmp`);
}

/** Writes a file where none is: of two that try at once, one gets EEXIST. */
export function writeNewFile(path: string, text: string): void {
  writeFileSync(path, text, { flag: "wx" });
}

/** Writes a private file where none is, of which nobody sees a part: of two that try at once, the first one's stays. */
export function writeFirst(path: string, text: string): void {
  const beside = besideOf(path);
  writeFileSync(beside, text, { mode: PRIVATE, flag: "wx" });
  try {
    linkSync(beside, path);
  } catch {
    // Another one has written it, or what stands there is no such file.
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Writes a whole text where a handle stands. */
export function writeOn(handle: number, text: string): void {
  writeFileSync(handle, text);
}

/** Opens a file for reading, and for writing at its end; makes a private one where none is. Throws `PlaceTaken`. */
export function openToAppend(path: string): number {
  requireUnshared(path);
  const { O_RDWR, O_APPEND, O_CREAT } = constants;
  const handle = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, PRIVATE);
  try {
    // What stands there now may be another than a moment ago.
    requireUnshared(path, fstatSync(handle));
    return handle;
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/** The first bytes of a file, as text; not through a link. */
export function headOf(path: string, length: number): string {
  const handle = openSync(path, constants.O_RDONLY | O_NOFOLLOW);
  try {
    const bytes = Buffer.alloc(length);
    return bytes.toString("utf8", 0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
}

/** Removes a file, or the link that has come into its place, if one of them is there. */
export function removeFile(path: string): void {
  rmSync(path, { force: true });
}
