import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./action-file.ts";

/** A fenced block of a Markdown file. */
export interface Snippet {
  readonly file: string;
  readonly language: string;
  /** Without the indentation of a list. */
  readonly text: string;
}

/** All fenced blocks of a file of the repository, in their order. */
export function snippetsOf(file: string): Snippet[] {
  const blocks = readFileSync(join(ROOT, file), "utf8").matchAll(/^( *)```(\w*)\n(.*?)^ *```$/gms);
  return [...blocks].map(([, indent = "", language = "", text = ""]) => ({
    file,
    language,
    text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}
