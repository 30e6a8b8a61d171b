import { visibleLine, visibleParts } from "./harmless-text.ts";

/** A value as a code span that no content can close: on one line, fenced by more backticks than it holds. */
export function codeSpan(value: string): string {
  const text = visibleLine(value);
  const fence = "`".repeat(longestRun(text) + 1);
  const pad = text.startsWith("`") || text.endsWith("`") || text.trim() === "" ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A code span for a cell of a table, where a bar ends the cell even inside code. */
export function cellCode(value: string): string {
  return codeSpan(value).replaceAll("|", "\\|");
}

/** A fenced block that no content can close; line feeds stay. */
export function codeBlock(value: string, language = ""): string {
  const text = visibleParts(value)
    .map((part) => part.text)
    .join("");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Prose in which nothing is markup: no emphasis, link, image, HTML, mention or automatic link. */
export function prose(value: string): string {
  return visibleLine(value)
    .replace(/[\\`*_[\]|~#!]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replaceAll("://", ":&#47;&#47;")
    .replace(/www\./gi, "www&#46;");
}

/** A sentence of this suite: prose, but for the names of the API that backticks set off. */
export function sentence(value: string): string {
  return value
    .split("`")
    .map((part, index) => (part === "" ? "" : index % 2 === 1 ? codeSpan(part) : prose(part)))
    .join("");
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
