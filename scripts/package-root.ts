import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the checkout; scripts are compiled to dist/scripts, and run from there. */
export const ROOT = rootAbove(import.meta.dirname);

/** The command's main module, as it was built. */
export const MAIN = join(ROOT, "dist", "cli", "main.js");

function rootAbove(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : rootAbove(dirname(folder));
}
