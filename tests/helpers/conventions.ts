import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./action-file.ts";

/** A row of the table in docs/conventions.md. */
export interface Convention {
  readonly command: string;
  readonly exit: number;
  /** What its output holds, among other things; nothing where the page says that it prints nothing. */
  readonly seen: readonly string[];
}

const CODE = /`([^`]+)`/g;

/** The rows of the table in docs/conventions.md, from its top to its end. */
export function conventions(): Convention[] {
  const [table = ""] = readFileSync(join(ROOT, "docs/conventions.md"), "utf8").split("\n## ");
  return table.split("\n").flatMap((line) => {
    const [, , command = "", exit = "", seen = ""] = line.split("|").map((cell) => cell.trim());
    if (!/^\d+$/.test(exit)) return [];
    return [{ command: codeIn(command)[0] ?? "", exit: Number(exit), seen: codeIn(seen) }];
  });
}

function codeIn(cell: string): string[] {
  return [...cell.matchAll(CODE)].flatMap(([, code]) => code ?? []);
}
