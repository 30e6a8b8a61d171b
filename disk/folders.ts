import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, type Dirent } from "node:fs";
import { dirname, join } from "node:path";
import { requireOwnPlace } from "./place.ts";

/**
 * Makes a folder and those above it; one that is there keeps its mode. Node's own recursive mode never returns on file
 * systems that answer ENOENT to mkdir, as /proc does.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder, mode);
}

/**
 * Throws `PlaceTaken` for a folder that is a link or has one in it, whatever its name and however deep: whoever
 * publishes the folder publishes what its links lead to. So it does for a pipe or a device, where no report could stand.
 */
export function requireNoLinks(folder: string): void {
  requireOwnPlace(folder);
  const folders = [folder];
  // The loop also visits what is added meanwhile.
  for (const each of folders) {
    for (const entry of entriesOf(each)) {
      const path = join(each, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (!entry.isFile()) requireOwnPlace(path);
    }
  }
}

/** None for a folder that cannot be read, such as the lost+found of a volume, or that is not there. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A new file survives a crash of the machine only once its folder has been synced, too. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
