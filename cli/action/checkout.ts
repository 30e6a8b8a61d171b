import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * The folder is a checkout, or the workspace lies in it: reports there would overwrite a project's own files, and the
 * artifact would hold all of them.
 */
export function holdsCheckout(folder: string, workspace: string): boolean {
  const way = relative(realPath(folder), realPath(workspace));
  const outside = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  return !outside || existsSync(join(folder, ".git"));
}

/** Links followed as far as the path is there. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}
