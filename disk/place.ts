import { lstatSync, type Stats } from "node:fs";
import { join, resolve } from "node:path";

/** What stands at a place is not to be written to. The message is one line: what, where, and how to mend it. */
export class PlaceTaken extends Error {
  override readonly name = "PlaceTaken";
}

/**
 * Throws `PlaceTaken` where something stands that leads elsewhere: a link, even one to nothing, a device, a pipe. The
 * last part of the path counts; folders above it may be links.
 */
export function requireOwnPlace(path: string): void {
  requireOwn(path, standingAt(path));
}

/** The same for a file that is appended to, which may have no second name: a hard link is a way elsewhere, too. */
export function requireUnshared(path: string, there = standingAt(path)): void {
  requireOwn(path, there);
  if (there?.isFile() !== true || there.nlink < 2) return;
  throw new PlaceTaken(
    `${path} has another name, a hard link, and nothing is appended to it: put a copy in its place, or write elsewhere`,
  );
}

/** Throws `PlaceTaken` where a folder, or one of the steps from it to a file below it, leads elsewhere. */
export function requireOwnWay(folder: string, file: string): void {
  const steps = file.split(/[/\\]/);
  requireOwnPlace(folder);
  for (const at of steps.keys()) requireOwnPlace(join(folder, ...steps.slice(0, at + 1)));
}

/** A slash at the end of a path would lead through a link. */
function standingAt(path: string): Stats | undefined {
  return lstatSync(resolve(path), { throwIfNoEntry: false });
}

function requireOwn(path: string, there: Stats | undefined): void {
  if (there === undefined || there.isFile() || there.isDirectory()) return;
  const what = there.isSymbolicLink() ? "a link" : "no ordinary file";
  throw new PlaceTaken(`${path} is ${what}, and nothing is written through it: remove it, or write elsewhere`);
}
