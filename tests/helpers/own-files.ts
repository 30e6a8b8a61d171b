import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./action-file.ts";

/** Folders that something makes: what .gitignore has, and what the tools keep for themselves. */
const MADE = new Set(["node_modules", "dist", ".git", "conformance-results", "api-pages", "coverage", ".stryker-tmp"]);

/** Files of the project, without asking git, which a bare machine lacks; by their paths from its root. */
export function ownFiles(folder = ""): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return MADE.has(entry.name) ? [] : ownFiles(path);
    return entry.isFile() ? [path] : [];
  });
}
